"""The words that open a paragraph and are set in italics: "Recalling", "Decide also", «Подтверждая».

They are found when a text is printed, from a list per language; no text carries markup for them.
"""

import re
from functools import cache

_ENGLISH_BEFORE = "deeply, gravely, strongly, fully, firmly, particularly, also, further, once again, hereby"
_ENGLISH = """
    acknowledge, acknowledging, acting, adopt, adopting, affirm, affirming, agree, agreeing, alarmed by, appeal,
    appealing, appreciate, appreciating, approve, approving, aspire, aware, bearing in mind, believe, believing,
    call, call for, call on, call upon, calling for, calling on, calling upon, commend, commending, commit,
    commit ourselves, committed, committing, concerned, confident, confirm, confirming, congratulate, conscious,
    consider, considering, convinced, decide, deciding, declare, declaring, desiring, desirous, determined,
    direct, emphasise, emphasising, emphasize, emphasizing, encourage, encouraging, endeavour, endorse,
    endorsing, establish, express, expressing, guided by, having considered, having met, highlight,
    highlighting, hope, inspired by, instruct, intend, intending, invite, inviting, mandate, mindful, note,
    noting, observe, observing, pledge, pledging, proceeding from, proclaim, propose, reaffirm, reaffirming,
    realising, realizing, recall, recalling, recognise, recognising, recognize, recognizing, recommend,
    recommending, recommit, reiterate, reiterating, remain, request, requesting, resolve, resolved, resolving,
    seek, seeking, stress, stressing, strive, striving, support, supporting, take note, take note of,
    taking into account, taking into consideration, taking note, taking note of, thank, underline, underlining,
    underscore, underscoring, undertake, undertaking, urge, urging, welcome, welcoming
"""
_ENGLISH_AFTER = (
    "also|further|in particular|once again|with "
    "(?:deep |grave |great |serious |particular |profound )?"
    "(?:concern|appreciation|satisfaction|regret|interest|gratitude|alarm)"
)

_RUSSIAN_BEFORE = (
    "глубоко, будучи, будучи глубоко, твердо, твёрдо, особо, вновь, также, настоятельно, решительно"
)
_RUSSIAN = """
    берем на себя обязательство, берём на себя обязательство, благодарим, благодаря, будучи, вдохновляясь,
    выделяя, выражаем, выражая, действуя, договариваемся, договорились, желая, заверяем, заявляем, заявляя,
    исходя из, намерены, напоминаем, напоминая, настаиваем, обеспокоены, обращаемся, обращаясь, объявляем,
    обязуемся, одобряем, одобряя, ожидаем, озабочены, осознавая, отмечаем, отмечая, памятуя, памятуя о,
    памятуя об, поддерживаем, поддерживая, подтверждаем, подтверждая, подчеркиваем, подчеркивая, подчёркиваем,
    подчёркивая, полагая, поощряем, поручаем, поручая, постановляем, предлагаем, предлагая, предусматриваем,
    преисполненные решимости, придавая, придаем, придаём, признаваем, признавая, признаем, признаём, призываем,
    призывая, приветствуем, приветствуя, принимаем, принимаем к сведению, принимаем решение, принимая во внимание,
    принимая к сведению, провозглашаем, просим, прося, рассчитываем, рекомендуем, рекомендуя, решаем,
    руководствуясь, содействуем, соглашаемся, сознавая, ссылаемся, ссылаемся на, ссылаемся также на, ссылаясь,
    ссылаясь на, ссылаясь также на, стремимся, стремясь, считаем, считая,
    убеждены, убежденные, убеждённые, уверены, уполномочиваем, утверждаем, утверждая, учитываем, учитывая, учреждаем,
    учреждая
"""
_RUSSIAN_AFTER = (
    "также|далее|в частности|вновь|с "
    "(?:глубокой |большой |серьезной |серьёзной )?"
    "(?:обеспокоенностью|озабоченностью|признательностью|удовлетворением|благодарностью|сожалением|тревогой)"
)

_LISTS = {
    "en": (_ENGLISH_BEFORE, _ENGLISH, _ENGLISH_AFTER),
    "ru": (_RUSSIAN_BEFORE, _RUSSIAN, _RUSSIAN_AFTER),
}


def opening_words(text: str, language: str) -> str:
    """Return the words at the start of a paragraph that are set in italics, "" where none of the list opens it.

    >>> opening_words("Recalling also General Assembly resolution 78/147,", "en")
    'Recalling also'
    >>> opening_words("Noting with deep concern the retreat of glaciers,", "en")
    'Noting with deep concern'
    >>> opening_words("Подтверждаем нашу решимость", "ru")
    'Подтверждаем'
    >>> opening_words("Notebooks are distributed", "en")
    ''
    """
    pattern = _pattern(language.split("-", maxsplit=1)[0])
    found = pattern.match(text) if pattern else None
    return found.group(0) if found else ""


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language not in _LISTS:
        return None
    before, phrases, after = _LISTS[language]
    return re.compile(
        rf"(?:(?:{_alternatives(before)}) )?(?:{_alternatives(phrases)})(?:,? (?:{after}))?(?!\w)",
        re.IGNORECASE,
    )


def _alternatives(listed: str) -> str:
    phrases = sorted((" ".join(phrase.split()) for phrase in listed.split(",")), key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in phrases)  # the longest first, or "call" hides "call upon"
