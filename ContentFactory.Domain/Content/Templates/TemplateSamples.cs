namespace ContentFactory.Domain.Content.Templates;

/// <summary>What a writer might have found, for previews.</summary>
internal static class TemplateSamples
{
    public static Dictionary<string, string> Of(string language, string? company, DateOnly today)
    {
        var facts = new Dictionary<string, string>(language == "ru" ? Russian : English) { ["date"] = TemplateValues.InWords(today, language) };
        if (!string.IsNullOrWhiteSpace(company))
            facts["company"] = company;
        return facts;
    }

    private static readonly Dictionary<string, string> Russian = new()
    {
        ["topic"] = "Кофе",
        ["hook"] = "Кофе в зёрнах подорожал второй раз за год",
        ["fact1"] = "Урожай в Бразилии оказался на 12 % меньше прошлогоднего.",
        ["fact2"] = "Оптовые цены выросли на четверть с января.",
        ["fact3"] = "Обжарщики переходят на смеси с зерном из Колумбии.",
        ["fact4"] = "Новый урожай начнут собирать в мае.",
        ["fact5"] = "Запасов хватит примерно на три месяца.",
        ["facts"] = "Урожай в Бразилии оказался на 12 % меньше прошлогоднего.\nОптовые цены выросли на четверть с января.\nОбжарщики переходят на смеси с зерном из Колумбии.",
        ["question"] = "А вы заметили разницу в цене?",
        ["call_to_action"] = "Загляните к нам попробовать новую смесь.",
        ["source"] = "Новости кофе",
        ["hashtags"] = "#кофе #обжарка #новости",
        ["company"] = "Кофейня на углу",
    };

    private static readonly Dictionary<string, string> English = new()
    {
        ["topic"] = "Coffee",
        ["hook"] = "Coffee beans got dearer for the second time this year",
        ["fact1"] = "The harvest in Brazil is 12% smaller than last year's.",
        ["fact2"] = "Wholesale prices have risen by a quarter since January.",
        ["fact3"] = "Roasters turn to blends with beans from Colombia.",
        ["fact4"] = "The new harvest begins in May.",
        ["fact5"] = "Stocks will last for about three months.",
        ["facts"] = "The harvest in Brazil is 12% smaller than last year's.\nWholesale prices have risen by a quarter since January.\nRoasters turn to blends with beans from Colombia.",
        ["question"] = "Have you noticed the difference?",
        ["call_to_action"] = "Come in and try the new blend.",
        ["source"] = "Coffee News",
        ["hashtags"] = "#coffee #roasting #news",
        ["company"] = "The Corner Café",
    };
}
