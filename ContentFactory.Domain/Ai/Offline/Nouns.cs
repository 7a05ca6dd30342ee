namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Russian nouns whose first form is known, so that a word found in any case can stand alone.</summary>
internal static class Nouns
{
    private static readonly Dictionary<string, string> Known = Read("""
        ремонт квартира кухня ванная санузел плитка затирка смета ламинат паркет кварцвинил краска обои потолок стяжка штукатурка электрика розетка освещение вентиляция утеплитель звукоизоляция перегородка мебель
        шкаф диван  дизайн интерьер планировка новостройка застройщик ипотека вклад кредит ставка инфляция налог бюджет экономия пенсия зарплата страхование инвестиции акции рубль банк рынок цена скидка доставка
        магазин покупка покупатель продажа бизнес предприниматель самозанятый франшиза реклама маркетинг бренд логистика склад производство   экспорт импорт торговля ресторан кафе кофейня пекарня
        кофе чай хлеб десерт рецепт завтрак меню кухня продукты овощи фрукты рассада томат огород дача сад теплица урожай здоровье медицина прививка вакцина грипп иммунитет врач клиника аллергия сон питание диета
        витамин  кожа волосы косметика маникюр парикмахер салон красота уход мода одежда обувь фитнес тренировка йога бег спорт футбол хоккей волейбол баскетбол теннис олимпиада кубок чемпионат 
        фестиваль концерт музыка театр кино выставка музей книга библиотека журнал праздник ярмарка экскурсия путешествие туризм отпуск отель гостиница поезд самолёт аэропорт вокзал метро трамвай автобус велосипед
        автомобиль электромобиль двигатель топливо дорога парковка транспорт безопасность пароль смартфон ноутбук приложение программирование робототехника робот нейросеть интернет связь  платформа 
        наука исследование космос память школа  студент университет образование учёба экзамен курс   воспитание дети ребёнок семья  праздник подарок игрушка экология переработка пластик энергия
          климат погода      дуб столяр мастер мастерская ремесло керамика печь  реформа штраф  документ суд право выборы льгота пособие грант конкурс вакансия работа карьера
        собеседование отпуск собака кошка животное ветеринар квартплата тариф отопление счётчик подъезд двор парк набережная благоустройство чайник холодильник  гарантия
        расходы еда деньги накопления рубли упаковка заработок подработка чек касса возврат отзыв клиент окно дверь фундамент кровля баня бассейн котёл труба гидроизоляция шпаклёвка плинтус подоконник столешница свет светильник гардероб балкон кабель проводка
        """);

    // these have one form, and what only looks like another form of them is another word: "метров"
    private static readonly HashSet<string> Unbending = ["метро", "меню", "кафе", "кофе", "кино", "бра", "пианино"];

    private static readonly string[] FirstForms = ["ость", "ция", "сия", "ство", "ание", "ение", "тель", "изм", "инг", "тика", "фика", "логия", "графия"];

    /// <summary>The first form, or null where it cannot be known.</summary>
    public static string? FirstFormOf(string word)
    {
        var plain = word.ToLowerInvariant();
        // a short stem under a long ending is another word: "меняются" is no menu
        if (Known.TryGetValue(Stems.Core(plain), out var first) && plain.Length - Stems.Core(plain).Length <= 3)
            return Unbending.Contains(first) && first != plain ? null : first;
        return plain.Length >= 7 && FirstForms.Any(e => plain.EndsWith(e, StringComparison.Ordinal)) ? plain : null;
    }

    private static Dictionary<string, string> Read(string words)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Distinct().GroupBy(Stems.Core))
        {
            // two nouns of one stem cannot be told apart
            if (group.Count() == 1)
                known[group.Key] = group.First();
        }
        return known;
    }
}
