"""Drafts of the Programme: chapters of entries with every field, in Russian and in English."""

from documents.document import ConsolidatedClause, ConsolidatedDocument
from tests.exporters.drafts import amended, document

GLACIERS_RU = {
    "code": "CT-01",
    "title": "Региональная сеть наблюдения за ледниками",
    "objective": "Получать сопоставимые данные о балансе массы ледников Памира и Тянь-Шаня.",
    "activities": "Создание двенадцати станций наблюдения;\nподготовка сорока специалистов;\n"
    "ежегодный бюллетень на русском и английском языках.",
    "countries": "KAZ, KGZ, TJK, UZB",
    "lead_state": "TJK",
    "lead_agency": "UNEP",
    "supporting_agencies": "UNDP, FAO",
    "start": "2026",
    "end": "2029",
    "result": "Сеть действует и публикует данные в открытом доступе.",
    "indicators.a.text": "Ледники под наблюдением",
    "indicators.a.unit": "единиц",
    "indicators.a.baseline": "14",
    "indicators.a.baseline_year": "2025",
    "indicators.a.target": "30",
    "indicators.a.target_year": "2029",
    "indicators.a.verification": "Ежегодный бюллетень сети",
    "indicators.b.text": "Подготовленные специалисты",
    "indicators.b.unit": "человек",
    "indicators.b.baseline": "0",
    "indicators.b.baseline_year": "2025",
    "indicators.b.target": "40",
    "indicators.b.target_year": "2028",
    "indicators.b.verification": "Отчёты о подготовке",
    "budget": "USD 6.4 million",
    "funding.a.source": "Зелёный климатический фонд",
    "funding.a.amount": "USD 3.0 million",
    "funding.a.status": "pledged",
    "funding.b.source": "Государственные бюджеты",
    "funding.b.amount": "USD 1.2 million",
    "funding.b.status": "secured",
    "risks": "Труднодоступность станций зимой;\nнехватка специалистов.",
    "sdg": "6.5, 13.1",
    "declaration": "⟦joint-declaration#op-glaciers⟧",
}

GLACIERS_EN = GLACIERS_RU | {
    "title": "Regional network of glacier observation",
    "objective": "To obtain comparable data on the mass balance of the glaciers of the Pamir and the Tien Shan.",
    "activities": "Setting up twelve observation stations;\ntraining forty specialists;\na yearly bulletin in Russian "
    "and English.",
    "result": "The network works and publishes its data openly.",
    "indicators.a.text": "Glaciers under observation",
    "indicators.a.unit": "number",
    "indicators.a.verification": "Yearly bulletin of the network",
    "indicators.b.text": "Specialists trained",
    "indicators.b.unit": "people",
    "indicators.b.verification": "Training reports",
    "funding.a.source": "Green Climate Fund",
    "funding.b.source": "National budgets",
    "risks": "Stations out of reach in winter;\ntoo few specialists.",
}


def _entries_ru() -> list[ConsolidatedClause]:
    disputed = amended(
        "entry",
        GLACIERS_RU,
        {
            "UZB": {
                "budget": "USD 8.0 million",
                "end": "2030",
                "objective": "Получать надёжные и сопоставимые данные о балансе массы ледников Памира и Тянь-Шаня.",
            },
            "TJK": {"budget": "USD 7.0 million", "end": "2030"},
            "UNDP": {
                "lead_agency": "UNDP",
                "funding.c.source": "Всемирный банк",
                "funding.c.amount": "USD 1.0 million",
                "funding.c.status": "to be mobilised",
            },
            "KAZ": {
                "indicators.b.text": "",
                "indicators.b.unit": "",
                "indicators.b.baseline": "",
                "indicators.b.baseline_year": "",
                "indicators.b.target": "",
                "indicators.b.target_year": "",
                "indicators.b.verification": "",
                "activities": "Создание двенадцати станций наблюдения;\nобмен данными в реальном времени;\n"
                "подготовка сорока специалистов;\nежегодный бюллетень на русском и английском языках.",
            },
        },
        label="1.1",
        number="1.1",
        reasons={"UZB": "Станции дороже, чем предполагалось.", "UNDP": "ПРООН уже ведёт такую сеть."},
    )
    agreed = amended(
        "entry",
        GLACIERS_RU | {"code": "CT-02", "title": "Раннее предупреждение о прорывных паводках"},
        label="1.2",
        number="1.2",
        agreed="agreed ad ref",
    )
    inserted = amended(
        "entry",
        {"code": "CT-03", "title": "Школа молодых гляциологов", "budget": "USD 0.4 million", "start": "2027"},
        label="1.2 bis",
        number="1.2 bis",
        inserted_by=("KGZ",),
    )
    deleted = amended(
        "entry",
        {"code": "CT-04", "title": "Музей ледника", "objective": "Просвещение.", "countries": "KGZ"},
        label="1.3",
        number="1.3",
        deleted_by=("TKM", "UZB"),
    )
    return [disputed, agreed, inserted, deleted]


def programme() -> ConsolidatedDocument:
    """Return a Programme in Russian with disputes in its cells, two chapters and what may stand round them."""
    return document(
        amended("title", "Региональная программа действий с учреждениями ООН (2026–2030 гг.)", key="p-title"),
        amended("chapeau", "Настоящая Программа охватывает восемь направлений.", key="p-chapeau"),
        amended("chapter", "Содействие климатическому переходу", label="1", number="1", key="chapter 1"),
        *_entries_ru(),
        amended(
            "chapter",
            "Адаптация и устойчивость экономики",
            {"KAZ": "Адаптация и жизнестойкость экономики"},
            label="2",
            number="2",
            key="chapter 2",
        ),
        amended(
            "entry",
            GLACIERS_RU | {"code": "AD-01", "title": "Предупреждение пыльных и песчаных бурь"},
            label="2.1",
            number="2.1",
        ),
        amended("closing", "Утверждено в Астане 24 апреля 2026 года.", key="p-closing"),
        language="ru",
        original="ru",
        slug="programme-of-action",
        symbol="RES2026/PRG/L.1",
        title="Региональная программа действий",
    )


def programme_in_english() -> ConsolidatedDocument:
    """Return a Programme in English, aligned to the Russian, one entry behind and one not translated."""
    return document(
        amended("chapter", "Supporting the climate transition", label="1", number="1", key="chapter 1"),
        amended("entry", GLACIERS_EN, label="1.1", number="1.1", stale=True),
        amended("entry", {"code": "CT-02", "budget": "USD 2.0 million"}, label="1.2", number="1.2"),
        language="en",
        original="ru",
        slug="programme-of-action",
        symbol="RES2026/PRG/L.1",
        title="Regional Programme of Action with UN agencies (2026–2030)",
    )
