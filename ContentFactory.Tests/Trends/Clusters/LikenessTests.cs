using ContentFactory.Domain.Trends.Clusters;

namespace ContentFactory.Tests.Trends.Clusters;

/// <summary>What counts as one story, in both languages; see docs/decisions/0035-near-duplicates.md.</summary>
public class LikenessTests
{
    private const string Boilerplate = "Подписывайтесь на наш канал, чтобы не пропустить новости города и полезные советы каждый день.";

    public static TheoryData<string, string, string, string, string> OneStory => new()
    {
        { "other end of the headline", "В Казани открыли первую пекарню без сахара, очередь на весь квартал", "В Казани открыли первую пекарню без сахара: что в меню", "Пекарня на Баумана работает с семи утра, сахар заменили финиками и яблочным пюре.", "Пекарня на Баумана работает с семи утра, сахар заменили финиками и яблочным пюре." },
        { "other end, English", "Starbucks closes twenty shops in Seattle, says chief executive", "Starbucks closes twenty shops in Seattle amid falling sales", "The chain will shut its downtown shops and move baristas to suburbs where rent is lower.", "The chain will shut its downtown shops and move baristas to suburbs where rent is lower, it said." },
        { "name of the source at the end", "Обжарщики подняли цены на арабику второй раз за осень", "Обжарщики подняли цены на арабику второй раз за осень — Деловой Петербург", "", "" },
        { "name after a bar", "Coffee prices reach a record after a dry summer", "Coffee prices reach a record after a dry summer | World Coffee News", "", "" },
        { "inflected", "Обжарщики поднимают цены на арабику второй раз осенью", "Обжарщики поднимают цену на арабику второй раз осенью", "", "" },
        { "short and equal", "Кофе подорожал", "КОФЕ ПОДОРОЖАЛ!", "", "" },
        { "only one has a lead", "Обжарщики подняли цены на арабику второй раз за осень", "Обжарщики подняли цены на арабику второй раз за осень", "Килограмм зелёного зерна стоит на треть больше, чем в прошлом году.", "" },
    };

    public static TheoryData<string, string, string, string, string> TwoStories => new()
    {
        { "equal boilerplate", "Открылась выставка керамики на Покровке", "Автобус до Сергиева Посада отменили до весны", Boilerplate, Boilerplate },
        { "equal boilerplate, like titles", "Вакансия: бариста в Москве, график два через два", "Вакансия: пекарь в Казани, график пять через два", "", "" },
        { "another day", "Курс доллара на 5 ноября 2026 года", "Курс доллара на 6 ноября 2026 года", "Центробанк установил официальный курс доллара на завтра, евро тоже изменился.", "Центробанк установил официальный курс доллара на завтра, евро тоже изменился." },
        { "another number", "Сеть закроет 20 кофеен в этом году", "Сеть закроет 35 кофеен в этом году", "", "" },
        { "a column of the same name", "Итоги недели на рынке кофе и чая", "Итоги недели на рынке кофе и чая", "Бразилия собрала рекордный урожай, фермеры снижают цену на зерно нового сезона.", "Во Вьетнаме прошли дожди, робуста подорожала, биржа ждёт отчёта о запасах." },
        { "one headline for many towns", "Новая кофейня с обжаркой и пекарней открылась вчера в центре Казани", "Новая кофейня с обжаркой и пекарней открылась вчера в центре Самары", "", "" },
        { "short and unequal", "Кофе подорожал", "Кофе подешевел", "", "" },
        { "short, one word more", "Новый год", "Новый учебный год", "", "" },
        { "nothing but signs", "!!!", "???", "", "" },
    };

    [Theory]
    [MemberData(nameof(OneStory))]
    public void Same_story_in_other_words_is_one(string what, string first, string second, string firstLead, string secondLead)
    {
        var (a, b) = (Words(first, firstLead), Words(second, secondLead));

        Assert.True(Likeness.Same(a, b) && Likeness.Same(b, a), what);
        Assert.True(MinHash.Bands(a).Intersect(MinHash.Bands(b)).Count() >= MinHash.LeastShared, what);
    }

    [Theory]
    [MemberData(nameof(TwoStories))]
    public void Stories_that_look_alike_stay_two(string what, string first, string second, string firstLead, string secondLead)
    {
        var (a, b) = (Words(first, firstLead), Words(second, secondLead));

        Assert.False(Likeness.Same(a, b) || Likeness.Same(b, a), what);
    }

    [Fact]
    public void Sentences_under_three_headlines_are_no_story()
    {
        var repeated = StoryWords.Repeated(Enumerable.Range(0, 3).Select(n => ($"Заголовок номер {n}", $"Своё начало {n}. {Boilerplate}")));

        Assert.Empty(StoryWords.Of("Заголовок", Boilerplate, "Источник", repeated).Lead);
        Assert.Empty(StoryWords.Repeated(Enumerable.Repeat(("Один заголовок", Boilerplate), 5)));
    }

    [Fact]
    public void Own_name_of_the_source_is_cut_from_a_short_headline() =>
        Assert.Equal(Words("Кофе подорожал", "").Head, StoryWords.Of("Кофе подорожал - Городские новости", "", "Городские новости", new HashSet<string>()).Head);

    [Fact]
    public void Hashes_are_the_same_on_every_machine() =>
        Assert.Equal((new Band(0, MinHash.Bands(["кофе", "роза"], 0, 1, 2).Single().Hash), 12), (MinHash.Bands(["роза", "кофе", "роза"], 0, 1, 2).Single(), MinHash.Bands(Words("Обжарщики подняли цены на арабику второй раз", "Килограмм зелёного зерна стоит на треть больше, чем стоил прошлой осенью, жалуются владельцы маленьких кофеен.")).Count()));

    private static StoryWords Words(string title, string lead) => StoryWords.Of(title, lead, "Источник", new HashSet<string>());
}
