"""Every word that an export says of its own, in English and in Russian, and how a language is named to Word."""

from collections.abc import Mapping
from datetime import datetime

_WORD_TAGS = {
    "en": "en-GB",
    "ru": "ru-RU",
    "kk": "kk-KZ",
    "ky": "ky-KG",
    "tg": "tg-Cyrl-TJ",
    "tk": "tk-TM",
    "uz": "uz-Latn-UZ",
}

_ENGLISH = {
    "original": "Original: {language}",
    "clean": "Clean text",
    "consolidated": "Consolidated text, with brackets",
    "tracked": "Text with tracked changes",
    "marked": "Text with marked changes",
    "comparison": "Comparison of proposals",
    "status": "Status of the text",
    "amendments": "List of amendments",
    "proposed text": "Proposed text",
    "tabled on": "Tabled on {moment}.",
    "page": "Page",
    "of": "of",
    "open": "open",
    "pending": "{level}, pending {whom}",
    "reopened": "open (was {level})",
    "stale": "renders an earlier text",
    "untranslated": "not yet translated",
    "missing reference": "‹reference›",
    "legend clean": "Clauses with a note in the right margin are not yet agreed. A clause without a note is agreed.",
    "testimonium": "In witness whereof the undersigned, being duly authorised, have signed this text.",
    "done at": "Done at ____________________ on ____________________.",
    "signed for": "For {name}",
    "legend consolidated": "Square brackets hold what is not agreed. First stands the wording of the present text, "
    "then what is proposed instead of it.",
    "legend consolidated owners": "The names inside a bracket are those who want these words.",
    "legend tracked": "Changes are proposals; the author of a change is the delegation, or the delegations, "
    "that want it. Where several wordings compete, they stand one after another.",
    "legend decided": "Changes are what was decided since {since}; the author of a change is the delegation that "
    "brought the new words, and the chair where words only went.",
    "legend stacked": "Two steps in one text: what was decided since {since}, by those who brought the words, and "
    "over it what is proposed now. Rejecting everything gives {since}.",
    "decided by": "{whom} (decided)",
    "decided since": "What was decided since {since}.",
    "legend marked": "Proposed words are bold and underlined, words to go are struck through.",
    "legend marked owners": "Behind them stands who wants it.",
    "legend status": "White: open ({open}). Yellow: agreed ad referendum, in informals or on conditions "
    "({conditional}). Green: agreed ({agreed}). The note in the margin says it too.",
    "legend comparison": "Each row is a clause on which something is proposed; the others are left out. In each column "
    "stands the text as that delegation wants it: new words bold and underlined, words to go struck through.",
    "present text": "Present text",
    "chair": "Chair",
    "reasons": "Reasons",
    "as present": "as in the present text",
    "nothing proposed": "Nothing is proposed on this text.",
    "delete clause": "delete the clause",
    "delegations": "Delegations: ",
    "a delegation": "Delegation",
    "another delegation": "Another delegation",
    "no text": "no text",
    "option": "Option {number}: ",
    "move": "move {where}",
    "restate": "Written against an earlier text; to be restated by its delegation.",
    "unconfirmed": "Recorded as it was said in the room; not yet confirmed by its delegation.",
    "late": "Tabled after the deadline.",
    "contents": "Contents",
    "round of comments": "Comments of a round",
    "round of proposals": "Proposals of a round",
    "from until": "{name}: from {opens} until {ends}.",
    "closed early": "Closed before its deadline, {deadline}.",
    "legend late": "What came after the deadline is marked: late.",
    "not for everyone": "Not for everyone: this table holds what was said in narrower circles.",
    "whole clause": "the clause",
    "words concerned": "Words concerned",
    "delegation": "Delegation",
    "comment": "Comment",
    "answers": "Answers",
    "state": "State",
    "proposal": "Proposal",
    "late mark": "late",
    "on proposal of": "on the proposal of {whom}",
    "taken back": "taken back",
    "read by chair": "read by {whom}, chair and secretariat",
    "read by house": "read by chair and secretariat",
    "read by own": "read by {whom} only",
    "nothing said": "Nothing came in this round.",
    "new clause": "new clause",
    "is resolved": "resolved",
    "is open": "open",
    "is tabled": "tabled",
    "is partly taken": "partly taken",
    "is adopted": "adopted",
    "is withdrawn": "withdrawn",
    "is closed": "closed",
    "No.": "No.",
    "Action": "Action",
    "Parties": "Countries and agencies",
    "Period": "Period",
    "Result": "Expected result and indicators",
    "Budget": "Budget and funding",
    "Links": "Risks and links",
    "objective": "Objective: ",
    "activities": "Activities: ",
    "lead_state": "Lead State: ",
    "lead_agency": "Lead agency: ",
    "supporting_agencies": "With: ",
    "indicators": "Indicators:",
    "baseline": "baseline ",
    "target": "target ",
    "verification": "Verification: ",
    "budget": "Budget: ",
    "funding": "Funding:",
    "gap": "Gap: ",
    "no gap": "none",
    "gap of an open budget": "open, as the budget is",
    "open left out": "open amounts left out",
    "disputed amounts": "of the present amounts, some of them in dispute",
    "risks": "Risks: ",
    "sdg": "SDG: ",
    "declaration": "Declaration: ",
}

_RUSSIAN = {
    "original": "Язык оригинала: {language}",
    "clean": "Чистый текст",
    "consolidated": "Сводный текст с квадратными скобками",
    "tracked": "Текст с отслеживаемыми изменениями",
    "marked": "Текст с выделенными изменениями",
    "comparison": "Сопоставление предложений",
    "status": "Степень согласованности текста",
    "amendments": "Перечень поправок",
    "proposed text": "Предлагаемый текст",
    "tabled on": "Внесено {moment}.",
    "page": "Стр.",
    "of": "из",
    "open": "открыто",
    "pending": "{level}, ожидается {whom}",
    "reopened": "открыто (было: {level})",
    "stale": "перевод прежней редакции",
    "untranslated": "перевода ещё нет",
    "missing reference": "‹ссылка›",
    "legend clean": "Пункты с пометкой на правом поле ещё не согласованы. Пункт без пометки согласован.",
    "testimonium": "В удостоверение чего нижеподписавшиеся, должным образом на то уполномоченные, подписали "
    "настоящий текст.",
    "done at": "Совершено в ____________________ «___» ____________________ года.",
    "signed for": "{name}",
    "legend consolidated": "В квадратных скобках стоит несогласованное: сначала слова нынешнего текста, "
    "затем предлагаемые вместо них.",
    "legend consolidated owners": "В скобке указано, кто предлагает эти слова.",
    "legend tracked": "Каждое изменение — предложение; его автор — делегация или делегации, от которых оно исходит. "
    "Если формулировок несколько, они стоят одна за другой.",
    "legend decided": "Изменения — то, что решено со времени {since}; автор изменения — делегация, внёсшая новые "
    "слова, а где слова только исключены — председатель.",
    "legend stacked": "Два шага в одном тексте: что решено со времени {since}, от имени внёсших слова, и поверх "
    "этого то, что предлагается сейчас. Отклонив всё, получают {since}.",
    "decided by": "{whom} (решено)",
    "decided since": "Что решено со времени {since}.",
    "legend marked": "Предлагаемые слова выделены жирным и подчёркнуты, исключаемые зачёркнуты.",
    "legend marked owners": "За ними указано, от кого исходит предложение.",
    "legend status": "Белое: открыто ({open}). Жёлтое: согласовано ad referendum, на неофициальных консультациях или "
    "с условиями ({conditional}). Зелёное: согласовано ({agreed}). То же сказано на поле.",
    "legend comparison": "Каждая строка — пункт, к которому есть предложения; прочие опущены. В столбце делегации "
    "стоит текст, которого она желает: новые слова выделены жирным и подчёркнуты, исключаемые зачёркнуты.",
    "present text": "Нынешний текст",
    "chair": "Председатель",
    "reasons": "Обоснования",
    "as present": "как в нынешнем тексте",
    "nothing proposed": "Предложений к этому тексту нет.",
    "delete clause": "исключить пункт",
    "delegations": "Делегации: ",
    "a delegation": "Делегация",
    "another delegation": "Другая делегация",
    "no text": "без текста",
    "option": "Вариант {number}: ",
    "move": "переместить: {where}",
    "restate": "Предложено к прежнему тексту; делегации следует сформулировать его заново.",
    "unconfirmed": "Записано со слов, сказанных в зале; делегацией ещё не подтверждено.",
    "late": "Внесено после установленного срока.",
    "contents": "Содержание",
    "round of comments": "Комментарии раунда",
    "round of proposals": "Предложения раунда",
    "from until": "{name}: с {opens} до {ends}.",
    "closed early": "Закрыт до установленного срока ({deadline}).",
    "legend late": "Поступившее после срока отмечено словом «поздно».",
    "not for everyone": "Не для всех: в таблице есть сказанное в более узком кругу.",
    "whole clause": "весь пункт",
    "words concerned": "О каких словах",
    "delegation": "Делегация",
    "comment": "Комментарий",
    "answers": "Ответы",
    "state": "Состояние",
    "proposal": "Предложение",
    "late mark": "поздно",
    "on proposal of": "к предложению: {whom}",
    "taken back": "отозвано",
    "read by chair": "читают: {whom}, председатель и секретариат",
    "read by house": "читают председатель и секретариат",
    "read by own": "читает только {whom}",
    "nothing said": "В этом раунде ничего не поступило.",
    "new clause": "новый пункт",
    "is resolved": "обсуждение завершено",
    "is open": "открыто",
    "is tabled": "внесено",
    "is partly taken": "учтено частично",
    "is adopted": "принято",
    "is withdrawn": "отозвано",
    "is closed": "закрыто",
    "No.": "№",
    "Action": "Мероприятие",
    "Parties": "Страны и учреждения",
    "Period": "Срок",
    "Result": "Ожидаемый результат и показатели",
    "Budget": "Бюджет и финансирование",
    "Links": "Риски и связи",
    "objective": "Цель: ",
    "activities": "Действия: ",
    "lead_state": "Ведущая страна: ",
    "lead_agency": "Ведущее учреждение: ",
    "supporting_agencies": "При участии: ",
    "indicators": "Показатели:",
    "baseline": "исходное ",
    "target": "целевое ",
    "verification": "Проверка: ",
    "budget": "Бюджет: ",
    "funding": "Финансирование:",
    "gap": "Дефицит: ",
    "no gap": "нет",
    "gap of an open budget": "не определён: бюджет открыт",
    "open left out": "без открытых сумм",
    "disputed amounts": "по нынешним суммам, часть из них оспаривается",
    "risks": "Риски: ",
    "sdg": "ЦУР: ",
    "declaration": "Декларация: ",
}

_WORDS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "ru": _RUSSIAN}

_LANGUAGES = {
    "en": {"en": "English", "ru": "английский"},
    "ru": {"en": "Russian", "ru": "русский"},
    "kk": {"en": "Kazakh", "ru": "казахский"},
    "ky": {"en": "Kyrgyz", "ru": "киргизский"},
    "tg": {"en": "Tajik", "ru": "таджикский"},
    "tk": {"en": "Turkmen", "ru": "туркменский"},
    "uz": {"en": "Uzbek", "ru": "узбекский"},
}

_LEVELS = {
    "open": "открыто",
    "agreed in informals": "согласовано на неофициальных консультациях",
    "agreed ad ref": "согласовано ad ref.",
    "agreed in plenary": "согласовано на пленарном заседании",
    "adopted": "принято",
}

_EDITION_KINDS = {
    "zero draft": "нулевой проект",
    "compilation": "компиляция предложений",
    "rolling text": "рабочий текст",
    "streamlined text": "упорядоченный текст",
    "chair's text": "текст председателя",
    "L document": "документ серии L",
    "adopted": "принятый текст",
    "edited": "отредактированный текст",
}

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def say(word: str, in_language: str, /, **facts: str) -> str:
    """Return a word of the interface in a language, English where the language has no list.

    >>> say("move", "ru", where="после п. 7")
    'переместить: после п. 7'
    """
    return _WORDS[_interface(in_language)][word].format(**facts)


def word_tag(language: str) -> str:
    """Return the tag by which Word checks the spelling of a language.

    >>> word_tag("kk-Cyrl")
    'kk-KZ'
    """
    return _WORD_TAGS.get(language.split("-", maxsplit=1)[0], language)


def language_name(named: str, language: str) -> str:
    """Return the name of one language in another."""
    return _LANGUAGES.get(named.split("-", maxsplit=1)[0], {}).get(_interface(language), named)


def level_name(level: str, language: str) -> str:
    """Return a level of agreement in a language, as it is where it has no translation."""
    return _LEVELS.get(level, level) if _interface(language) == "ru" else level


def kind_name(kind: str, language: str) -> str:
    """Return the kind of an edition in a language, with a capital."""
    name = _EDITION_KINDS.get(kind, kind) if _interface(language) == "ru" else kind
    return name[:1].upper() + name[1:]


def date_and_time(moment: datetime, language: str) -> str:
    """Return a moment in UTC as people write it.

    >>> from datetime import UTC
    >>> date_and_time(datetime(2026, 4, 22, 9, 5, tzinfo=UTC), "en")
    '22 April 2026, 09:05 UTC'
    """
    interface = _interface(language)
    month = _MONTHS[interface].split()[moment.month - 1]
    year = f"{moment.year} г." if interface == "ru" else f"{moment.year}"
    return f"{moment.day} {month} {year}, {moment:%H:%M} UTC"


def _interface(language: str) -> str:
    """Return the language of the interface for a text: Russian where it is read in our region, else English."""
    return "ru" if language.split("-", maxsplit=1)[0] in ("ru", "kk", "ky", "tg", "tk", "uz") else "en"
