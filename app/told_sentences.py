"""The sentences in which events are told, in every language of the interface, and the words that they take in."""

from collections.abc import Mapping

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "amendment drafted": {
        "en": "{actor} drafted an amendment: {kind}.",
        "ru": "{actor}: подготовлен проект поправки ({kind}).",
        "kk": "{actor}: түзету жобасы дайындалды ({kind}).",
    },
    "amendment tabled": {
        "en": "{actor} tabled an amendment{late}: {kind}.",
        "ru": "{actor}: внесена поправка ({kind}){late}.",
        "kk": "{actor}: түзету енгізілді ({kind}){late}.",
    },
    "amendment edited": {
        "en": "{actor} edited its amendment.",
        "ru": "{actor}: поправка изменена.",
        "kk": "{actor}: түзету өзгертілді.",
    },
    "amendment withdrawn": {
        "en": "{actor} withdrew its amendment.",
        "ru": "{actor}: поправка отозвана.",
        "kk": "{actor}: түзету қайтарып алынды.",
    },
    "amendment entered on behalf": {
        "en": "{actor} entered an amendment on behalf of {delegation}.",
        "ru": "{actor}: поправка внесена от имени делегации: {delegation}.",
        "kk": "{actor}: түзету мына делегацияның атынан енгізілді: {delegation}.",
    },
    "amendment released": {
        "en": "{actor} released the draft for tabling.",
        "ru": "{actor}: проект поправки разрешён к внесению.",
        "kk": "{actor}: түзету жобасын енгізуге рұқсат берілді.",
    },
    "amendment confirmed": {
        "en": "{actor} confirmed what was recorded for it.",
        "ru": "{actor}: записанное с её слов подтверждено.",
        "kk": "{actor}: сөзінен жазылғаны расталды.",
    },
    "others asked to join": {
        "en": "{actor} changed whom it asks to join its amendment.",
        "ru": "{actor}: изменено, кого просят присоединиться к поправке.",
        "kk": "{actor}: түзетуге қосылуға кім шақырылатыны өзгертілді.",
    },
    "joining declined": {
        "en": "{actor} declined to join the amendment of {owner}.",
        "ru": "{actor}: отказ присоединиться к поправке ({owner}).",
        "kk": "{actor}: түзетуге қосылудан бас тартылды ({owner}).",
    },
    "sponsor joined": {
        "en": "{actor} joined the amendment of {owner}.",
        "ru": "{actor}: присоединение к поправке ({owner}).",
        "kk": "{actor}: түзетуге қосылды ({owner}).",
    },
    "sponsor left": {
        "en": "{actor} left the amendment of {owner}.",
        "ru": "{actor}: выход из соавторов поправки ({owner}).",
        "kk": "{actor}: түзетудің тең авторларынан шықты ({owner}).",
    },
    "comment made": {
        "en": "{actor} commented.",
        "ru": "{actor}: оставлен комментарий.",
        "kk": "{actor}: пікір қалдырылды.",
    },
    "comment answered": {
        "en": "{actor} answered a comment.",
        "ru": "{actor}: дан ответ на комментарий.",
        "kk": "{actor}: пікірге жауап берілді.",
    },
    "comment taken back": {
        "en": "{actor} took a comment back.",
        "ru": "{actor}: комментарий отозван.",
        "kk": "{actor}: пікір қайтарып алынды.",
    },
    "thread resolved": {
        "en": "{actor} resolved a thread of comments.",
        "ru": "{actor}: обсуждение в комментариях завершено.",
        "kk": "{actor}: пікірлердегі талқылау аяқталды.",
    },
    "thread reopened": {
        "en": "{actor} reopened a thread of comments.",
        "ru": "{actor}: обсуждение в комментариях возобновлено.",
        "kk": "{actor}: пікірлердегі талқылау қайта ашылды.",
    },
    "position taken": {
        "en": "{actor} took a position{on}{circle}: {stance}.",
        "ru": "{actor}: заявлена позиция{on}{circle}: {stance}.",
        "kk": "{actor}: ұстаным білдірілді{on}{circle}: {stance}.",
    },
    "position confirmed": {
        "en": "{actor} confirmed its position{on}{circle}: {stance}.",
        "ru": "{actor}: позиция подтверждена{on}{circle}: {stance}.",
        "kk": "{actor}: ұстаным расталды{on}{circle}: {stance}.",
    },
    "recording taken back": {
        "en": "{actor} took back what it had recorded as a position of {delegation}.",
        "ru": "{actor}: отозвана запись о позиции делегации: {delegation}.",
        "kk": "{actor}: мына делегация ұстанымының жазбасы қайтарып алынды: {delegation}.",
    },
    "position taken back": {
        "en": "{actor} took its position{on}{circle} back.",
        "ru": "{actor}: позиция{on}{circle} отозвана.",
        "kk": "{actor}: ұстаным{on}{circle} қайтарып алынды.",
    },
    "facilitator named": {
        "en": "{actor} asked {delegation} to facilitate.",
        "ru": "{actor}: содействовать согласованию поручено делегации: {delegation}.",
        "kk": "{actor}: келісуге жәрдемдесу тапсырылды: {delegation}.",
    },
    "facilitation ended": {
        "en": "{actor} ended the facilitation by {delegation}.",
        "ru": "{actor}: поручение содействовать снято с делегации: {delegation}.",
        "kk": "{actor}: жәрдемдесу тапсырмасы алынды: {delegation}.",
    },
    "bridging text proposed": {
        "en": "{actor} wrote a bridging text.",
        "ru": "{actor}: подготовлен компромиссный текст.",
        "kk": "{actor}: ымыралы мәтін дайындалды.",
    },
    "bridging text shown": {
        "en": "{actor} showed a bridging text to {delegation}.",
        "ru": "{actor}: компромиссный текст показан делегации: {delegation}.",
        "kk": "{actor}: ымыралы мәтін мына делегацияға көрсетілді: {delegation}.",
    },
    "bridging text released": {
        "en": "{actor} released a bridging text.",
        "ru": "{actor}: компромиссный текст представлен всем.",
        "kk": "{actor}: ымыралы мәтін баршаға ұсынылды.",
    },
    "bridging text withdrawn": {
        "en": "{actor} withdrew a bridging text.",
        "ru": "{actor}: компромиссный текст отозван.",
        "kk": "{actor}: ымыралы мәтін қайтарып алынды.",
    },
    "clauses linked": {
        "en": "{actor} linked it with {other}.",
        "ru": "{actor}: установлена связь с {other}.",
        "kk": "{actor}: {other} тармағымен байланыс орнатылды.",
    },
    "link checked": {
        "en": "{actor} checked the link with {other}.",
        "ru": "{actor}: связь с {other} проверена.",
        "kk": "{actor}: {other} тармағымен байланыс тексерілді.",
    },
    "link removed": {
        "en": "{actor} removed the link with {other}.",
        "ru": "{actor}: связь с {other} снята.",
        "kk": "{actor}: {other} тармағымен байланыс алынып тасталды.",
    },
    "clause decided": {
        "en": "{actor} decided on the clause{by}.",
        "ru": "{actor}: принято решение по пункту{by}.",
        "kk": "{actor}: тармақ бойынша шешім қабылданды{by}.",
    },
    "decision undone": {
        "en": "{actor} took the decision back.",
        "ru": "{actor}: решение отменено.",
        "kk": "{actor}: шешім кері қайтарылды.",
    },
    "clause corrected": {
        "en": "{actor} corrected the text: {reason}",
        "ru": "{actor}: в текст внесено исправление: {reason}",
        "kk": "{actor}: мәтінге түзету жасалды: {reason}",
    },
    "level taken": {
        "en": "{actor} took the clause as {level}.",
        "ru": "{actor}: уровень согласования: {level}.",
        "kk": "{actor}: келісу деңгейі: {level}.",
    },
    "condition fulfilled": {
        "en": "{actor} fulfilled a condition of the agreement.",
        "ru": "{actor}: выполнено одно из условий согласования.",
        "kk": "{actor}: келісу шарттарының бірі орындалды.",
    },
    "condition set": {
        "en": "{actor}: other clauses of the package are open, so the agreement is pending them.",
        "ru": "{actor}: другие пункты пакета открыты, согласование зависит от них.",
        "kk": "{actor}: пакеттің басқа тармақтары ашық, келісу соларға байланысты.",
    },
    "condition lapsed": {
        "en": "A clause that this one was pending is no longer in the text: that condition has lapsed.",
        "ru": "Пункта, от которого зависело согласование, больше нет в тексте: это условие отпало.",
        "kk": "Келісу тәуелді болған тармақ мәтінде енді жоқ: ол шарт күшін жойды.",
    },
    "condition back": {
        "en": "A clause that this one was pending is back in the text, and so is that condition.",
        "ru": "Пункт, от которого зависело согласование, снова в тексте: это условие опять действует.",
        "kk": "Келісу тәуелді болған тармақ мәтінге қайтып келді: ол шарт қайтадан күшінде.",
    },
    "pending lifted": {
        "en": "{actor} fulfilled the last condition: {level}.",
        "ru": "{actor}: выполнено последнее условие, уровень согласования: {level}.",
        "kk": "{actor}: соңғы шарт орындалды, келісу деңгейі: {level}.",
    },
    "package formed": {
        "en": "{actor} formed a package with this clause: {name}.",
        "ru": "{actor}: пункт включён в пакет: {name}.",
        "kk": "{actor}: тармақ пакетке енгізілді: {name}.",
    },
    "package dissolved": {
        "en": "{actor} dissolved the package {name}: {reason}",
        "ru": "{actor}: пакет {name} распущен: {reason}",
        "kk": "{actor}: {name} пакеті таратылды: {reason}",
    },
    "document adopted": {
        "en": "The document was adopted in {place} by {body} ({symbol}).",
        "ru": "Документ принят: {place}, {body} ({symbol}).",
        "kk": "Құжат қабылданды: {place}, {body} ({symbol}).",
    },
    "adoption taken back": {
        "en": "{actor} took the adoption back: {reason}",
        "ru": "{actor}: запись о принятии отозвана: {reason}",
        "kk": "{actor}: қабылдау туралы жазба қайтарып алынды: {reason}",
    },
    "clause reopened": {
        "en": "{actor} reopened the clause: {reason}",
        "ru": "{actor}: обсуждение пункта возобновлено: {reason}",
        "kk": "{actor}: тармақты талқылау қайта ашылды: {reason}",
    },
    "clause split": {
        "en": "{actor} split the clause: {reason}",
        "ru": "{actor}: пункт разделён: {reason}",
        "kk": "{actor}: тармақ бөлінді: {reason}",
    },
    "clauses merged": {
        "en": "{actor} merged the clause with others: {reason}",
        "ru": "{actor}: пункт объединён с другими: {reason}",
        "kk": "{actor}: тармақ басқаларымен біріктірілді: {reason}",
    },
    "clause moved": {
        "en": "{actor} moved the clause: {reason}",
        "ru": "{actor}: пункт перемещён: {reason}",
        "kk": "{actor}: тармақ жылжытылды: {reason}",
    },
    "streamlining undone": {
        "en": "{actor} took a split, a merger or a move back. {reason}",
        "ru": "{actor}: разделение, объединение или перемещение отменено. {reason}",
        "kk": "{actor}: бөлу, біріктіру немесе жылжыту кері қайтарылды. {reason}",
    },
    "matters carried": {
        "en": "{actor} streamlined; what few read of the clause went along.",
        "ru": "{actor}: текст упорядочен; непубличное по пункту перенесено.",
        "kk": "{actor}: мәтін реттелді; тармақ бойынша жария емес мәселелер көшірілді.",
    },
    "clause shown in the room": {
        "en": "{actor} showed the clause in the room.",
        "ru": "{actor}: пункт показан в зале.",
        "kk": "{actor}: тармақ залда көрсетілді.",
    },
    "silence opened": {
        "en": "{actor} put the text under silence until {deadline}.",
        "ru": "{actor}: по тексту начата процедура молчания до {deadline}.",
        "kk": "{actor}: мәтін бойынша {deadline} дейін үнсіз келісу рәсімі басталды.",
    },
    "silence extended": {
        "en": "{actor} extended the silence until {deadline}.",
        "ru": "{actor}: процедура молчания продлена до {deadline}.",
        "kk": "{actor}: үнсіз келісу рәсімі {deadline} дейін ұзартылды.",
    },
    "silence called off": {
        "en": "{actor} called the silence procedure off: {reason}",
        "ru": "{actor}: процедура молчания прекращена: {reason}",
        "kk": "{actor}: үнсіз келісу рәсімі тоқтатылды: {reason}",
    },
    "objection made": {
        "en": "{actor} objected: {reason}",
        "ru": "{actor}: заявлено возражение: {reason}",
        "kk": "{actor}: қарсылық білдірілді: {reason}",
    },
    "objection taken back": {
        "en": "{actor} took its objection back.",
        "ru": "{actor}: возражение отозвано.",
        "kk": "{actor}: қарсылық қайтарып алынды.",
    },
    "silence broken": {
        "en": "{actor} broke the silence; the text is free.",
        "ru": "{actor}: молчание нарушено; текст снова открыт.",
        "kk": "{actor}: үнсіздік бұзылды; мәтін қайта ашылды.",
    },
    "silence unbroken": {
        "en": "Nobody objected by the end of the silence; the text stands as {level}.",
        "ru": "До окончания процедуры молчания возражений не поступило; уровень согласования: {level}.",
        "kk": "Үнсіз келісу рәсімі аяқталғанша қарсылық түспеді; келісу деңгейі: {level}.",
    },
    "translation asked for": {
        "en": "{delegation} asked for a translation of its draft ({language}).",
        "ru": "{delegation}: запрошен перевод проекта поправки ({language}).",
        "kk": "{delegation}: түзету жобасының аудармасы сұралды ({language}).",
    },
    "translation given": {
        "en": "{actor} translated the draft of {delegation}.",
        "ru": "{actor}: переведён проект поправки делегации: {delegation}.",
        "kk": "{actor}: мына делегацияның түзету жобасы аударылды: {delegation}.",
    },
    "translation sent back": {
        "en": "{delegation} sent the translation of its draft back.",
        "ru": "{delegation}: перевод проекта поправки возвращён на доработку.",
        "kk": "{delegation}: түзету жобасының аудармасы пысықтауға қайтарылды.",
    },
    "translation accepted": {
        "en": "{delegation} accepted the translation of its draft.",
        "ru": "{delegation}: перевод проекта поправки принят.",
        "kk": "{delegation}: түзету жобасының аудармасы қабылданды.",
    },
    "translation request withdrawn": {
        "en": "{delegation} withdrew its request for a translation.",
        "ru": "{delegation}: запрос о переводе отозван.",
        "kk": "{delegation}: аударма туралы сұрау қайтарып алынды.",
    },
    "text aligned": {
        "en": "{actor} aligned the text in {language}.",
        "ru": "{actor}: приведён в соответствие текст на языке {language}.",
        "kk": "{actor}: мәтін сәйкестендірілді, тілі: {language}.",
    },
    "texts aligned": {
        "en": "{actor} aligned the text in {language}, by a table of several clauses.",
        "ru": "{actor}: приведён в соответствие текст на языке {language}, по таблице из нескольких пунктов.",
        "kk": "{actor}: мәтін бірнеше тармақтың кестесі бойынша сәйкестендірілді, тілі: {language}.",
    },
}
OF_SEVERAL_CLAUSES = ("texts aligned",)  # one event, which names them
OF_THE_DOCUMENT = ("document adopted", "adoption taken back")
KINDS: Mapping[str, Mapping[str, str]] = {
    "replace": {"en": "other words", "ru": "изменить текст", "kk": "мәтінді өзгерту"},
    "insert": {"en": "a new clause", "ru": "новый пункт", "kk": "жаңа тармақ"},
    "delete": {"en": "delete the clause", "ru": "исключить пункт", "kk": "тармақты алып тастау"},
    "move": {"en": "move the clause", "ru": "переместить пункт", "kk": "тармақты жылжыту"},
}
ON_A_BRIDGE: Mapping[str, str] = {
    "en": " on a bridging text",
    "ru": " по компромиссному тексту",
    "kk": " (ымыралы мәтін бойынша)",
}
BY_A_BRIDGE: Mapping[str, str] = {
    "en": " by adopting a bridging text",
    "ru": ": принят компромиссный текст",
    "kk": ": ымыралы мәтін қабылданды",
}
# How a clause that came of others tells of it; those others tell what became of them.
TO_NEW_CLAUSES: Mapping[str, Mapping[str, str]] = {
    "clause split": {
        "en": "{actor} made the clause of a part of one that was split: {reason}",
        "ru": "{actor}: пункт выделен из разделённого: {reason}",
        "kk": "{actor}: тармақ бөлінгеннен шығарылды: {reason}",
    },
    "clauses merged": {
        "en": "{actor} made the clause of several that were merged: {reason}",
        "ru": "{actor}: пункт составлен из объединённых: {reason}",
        "kk": "{actor}: тармақ біріктірілгендерден құралды: {reason}",
    },
}
NOT_THERE: Mapping[str, str] = {
    "en": "a clause that is not in the text",
    "ru": "пунктом, которого нет в тексте",
    "kk": "мәтінде жоқ",
}
LATE: Mapping[str, str] = {
    "en": " after the deadline",
    "ru": " после установленного срока",
    "kk": ", мерзімінен кейін",
}
CIRCLES: Mapping[str, Mapping[str, str]] = {
    "everyone": {"en": "", "ru": "", "kk": ""},
    "chair": {"en": " (told to the chair)", "ru": " (сообщена председателю)", "kk": " (төрағаға айтылған)"},
    "delegation": {"en": " (within the delegation)", "ru": " (внутренняя)", "kk": " (делегация ішінде)"},
}
STANCES: Mapping[str, Mapping[str, str]] = {
    "support": {"en": "support", "ru": "поддерживает", "kk": "қолдайды"},
    "can accept": {"en": "can accept", "ru": "может согласиться", "kk": "келісе алады"},
    "flexible": {"en": "flexible", "ru": "готова обсуждать", "kk": "талқылауға дайын"},
    "needs instructions": {"en": "needs instructions", "ru": "ожидает указаний", "kk": "нұсқау күтеді"},
    "reserve": {"en": "reserve", "ru": "оговорка", "kk": "ескертпе"},
    "oppose": {"en": "oppose", "ru": "против", "kk": "қарсы"},
}
