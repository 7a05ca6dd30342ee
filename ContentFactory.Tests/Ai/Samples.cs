using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Tests.Ai;

internal static class Samples
{
    public static CompositionRequest Request(string language, int limit = 1_000, int seed = 1) => language == "ru"
        ? new CompositionRequest("ru",
            [
                Source("Сбербанк снизил ставки по ипотеке для семей с детьми | Финансы сегодня", "finance.example",
                    "Сбербанк с 1 декабря снижает ставки по семейной ипотеке на 0,5 п. п. Новая ставка составит от 5,5% годовых, сообщили в пресс-службе банка. Это минимальное значение за последние два года. Первоначальный взнос — от 20% стоимости квартиры. По словам аналитика И. И. Петрова, спрос вырастет на 15–20% уже в декабре. Подписывайтесь на наш канал!"),
                Source("Спрос на новостройки вырос на фоне снижения ставок", "stroyka.example",
                    "В ноябре застройщики продали на 18% больше жилья, чем в октябре. Эксперты связывают рост с ожиданием нового года. Больше всего сделок пришлось на Москву, Санкт-Петербург и Краснодар. Средняя цена квадратного метра при этом почти не изменилась."),
            ],
            ["семейная ипотека", "новостройки"], BrandVoice.Plain("ru"), "Дом Плюс", "Запишитесь на бесплатную консультацию.", limit, seed)
        : new CompositionRequest("en",
            [
                Source("Small retailers turn to same-day delivery to win holiday shoppers - Retail Daily", "retail.example",
                    "Small retailers are adding same-day delivery ahead of the holiday season. A survey of 1,200 shop owners by Mr. J. Brown's team found that 41% plan to offer it by December, up from 26% last year. Buyers say speed matters more than price for last-minute gifts. Shops that batch their orders twice a day cut the cost per parcel by a third."),
                Source("Why local delivery pays off", "shops.example",
                    "Local delivery brings customers back. Repeat purchases grew 19% among shops that offered delivery within two hours. Drivers on bicycles reach most city addresses faster than vans."),
            ],
            ["same-day delivery", "small retail"], BrandVoice.Plain("en"), "Parcelo", "Book a free demo: https://parcelo.example/demo?a=1", limit, seed);

    private static SourceText Source(string title, string site, string text) => new(title, text, site, new Uri($"https://{site}/a"), null);
}
