using System.Diagnostics.CodeAnalysis;

namespace ContentFactory.Tests.Bench;

/// <param name="Story">Equal where two items tell the same.</param>
internal sealed record NewsItem(int Story, string Title, string Summary);

/// <summary>
/// News of both languages as agencies and their followers write them: few patterns, so that stories look alike, and each story told again
/// with another end, a name of the source, words left out, moved or changed, with and without the lead and with calls to subscribe.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "A fixed seed makes the same news each time.")]
internal sealed class TrendNews(int seed)
{
    private static readonly string[] Who = "Сеть кофеен «Полдень»|Обжарщик «Тихий дом»|Пекарня «Ржаной край»|Сервис доставки «Мимо»|Школа бариста «Эспрессо»|Завод «Северный хлеб»|Гостиница «Маяк»|Магазин «Третий ряд»|Агентство «Белый шум»|Ферма «Долгий луг»|Клиника «Ясно»|Студия «Керамика и чай»|Типография «Ход»|Турбюро «Южный берег»|Мебельная фабрика «Сосна»|Автосервис «Педаль»|Цветочная лавка «Пион»|Издательство «Строка»|Спортклуб «Восьмёрка»|Винодельня «Склон»".Split('|');
    private static readonly string[] Did = "открыла второй зал|закрыла летнюю веранду|повысила цены на завтраки|сменила поставщика зерна|получила награду городского конкурса|запустила доставку на дом|наняла выпускников колледжа|отказалась от пластиковой посуды|перешла на ночной график|купила здание старого склада|выпустила абонементы для студентов|начала обучение глухих сотрудников|вернула деньги за испорченные заказы|подала в суд на арендодателя|провела бесплатную экскурсию|обновила приложение для заказов|собрала библиотеку обмена книгами|представила зимнее меню".Split('|');
    private static readonly string[] Where = "в Казани|в Перми|в Туле|в Самаре|в Твери|в Омске|в Сочи|в Уфе|в Томске|в Рязани|в Пскове|в Костроме|в Калуге|в Иркутске|в Мурманске".Split('|');
    private static readonly string[] Why = "из-за роста аренды|перед праздниками|после жалоб жителей|по просьбе гостей|вслед за соседями|впервые за пять лет|на деньги инвестора|ради экономии воды|несмотря на морозы|вместе с городом".Split('|');
    private static readonly string[] Subject = "Noon Coffee|Quiet House Roasters|Rye Land Bakery|Passing Delivery|Barista School Espresso|Northern Bread Works|Lighthouse Hotel|Third Row Store|White Noise Agency|Long Meadow Farm|Clear Clinic|Clay and Tea Studio|Pedal Garage|Peony Flowers|Eight Sports Club|Slope Winery".Split('|');
    private static readonly string[] Verb = "opens a second hall|closes its summer terrace|raises breakfast prices|changes its bean supplier|wins a city award|starts home delivery|hires college graduates|drops plastic cups|moves to night hours|buys an old warehouse|sells student passes|sues its landlord|gives free tours|rebuilds its ordering app|presents a winter menu".Split('|');
    private static readonly string[] Place = "in Leeds|in Porto|in Austin|in Dublin|in Bergen|in Tampa|in Genoa|in Perth|in Halifax|in Lyon|in Turku|in Graz".Split('|');
    private static readonly string[] Reason = "as rent grows|before the holidays|after complaints|at guests' request|for the first time in years|with an investor's money|to save water|despite the frost".Split('|');
    private static readonly string[] Sources = "Городские новости|Деловой вестник|Кофе и люди|Утро региона|City Herald|Trade Post|Food Weekly|Местное время".Split('|');
    private static readonly string[] Calls = ["Подписывайтесь на наш канал, чтобы не пропустить новости города.", "Читайте также: главные события недели в нашей подборке.", "Subscribe to our newsletter for more stories like this.", "Фото: пресс-служба. Все права защищены."];

    private readonly Random random = new(seed);

    public NewsItem Fresh(int story)
    {
        if (story % 3 == 2)
        {
            var (who, did, where, why) = (One(Subject), One(Verb), One(Place), One(Reason));
            return new(story, $"{who} {did} {where} {why}", $"{who} {did} {where}, its manager told us on Thursday. The team of {Number()} expects {Number()} guests a day {why}. {One(Calls)}");
        }
        var (name, act, town, cause) = (One(Who), One(Did), One(Where), One(Why));
        return new(story, $"{name} {act} {town} {cause}", $"{name} {act} {town}, сообщили в компании. В команде {Number()} человек, в день ждут {Number()} гостей {cause}. {One(Calls)}");
    }

    public NewsItem Again(NewsItem item) => random.Next(7) switch
    {
        0 => item with { Title = $"{item.Title} — {One(Sources)}" },
        1 => item with { Title = $"{item.Title} | {One(Sources)}", Summary = "" },
        2 => item with { Title = Without(item.Title, 2) },
        3 => item with { Title = $"{Without(item.Title, 3)}: {One(item.Story % 3 == 2 ? ["what we know", "photos", "what it costs"] : ["что известно", "фотографии", "подробности"])}" },
        4 => item with { Summary = $"{item.Summary} {One(Calls)}" },
        5 => item with { Title = item.Title.ToUpperInvariant(), Summary = item.Summary.Length > 120 ? item.Summary[..120] + "…" : item.Summary },
        _ => item with { Summary = Without(item.Summary, 3) },
    };

    private static string Without(string text, int words) => string.Join(' ', text.Split(' ').SkipLast(words));

    private int Number() => random.Next(4, 400);

    private string One(string[] from) => from[random.Next(from.Length)];
}
