using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>Each check is shown a page that is broken in its way, and one that looks broken and is right.</summary>
public sealed class ScreensInspectTests
{
    private const string Fine = "<h1>Всё в порядке</h1>";

    [Theory]
    [InlineData("sideways", "<div style='width: 600px; background: red'>Широко</div>")]
    [InlineData("cut", "<p style='width: 80px; overflow: hidden; white-space: nowrap'>Слова, которые не помещаются</p>")]
    [InlineData("cut", "<div style='height: 20px; overflow: hidden'><p>Первая строка</p><p>Вторая строка</p></div>")]
    [InlineData("cut", "<h2 style='width: 90px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap'>Заголовок с многоточием</h2>")]
    [InlineData("cut", "<button style='width: 60px; height: 44px; white-space: nowrap; padding: 0'>Запланировать</button>")]
    [InlineData("cut", "<select style='width: 60px; height: 44px' aria-label='С'><option>Все компании сразу</option></select>")]
    [InlineData("cut", "<input style='width: 60px; height: 44px' aria-label='П' placeholder='Искать среди всего'>")]
    [InlineData("overlap", "<button style='width: 90px; height: 44px'>Один</button><button style='width: 90px; height: 44px; margin-left: -30px'>Два</button>")]
    [InlineData("touch", "<button style='width: 90px; height: 24px'>Мелко</button>")]
    [InlineData("touch40", "<button style='width: 90px; height: 36px'>Почти</button>")]
    [InlineData("picture", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='>")]
    [InlineData("resource", "<img alt='' src='data:image/png;base64,AAAA'>")]
    [InlineData("key", "<p>Post_MakeReady</p>")]
    [InlineData("key", "<a href='/' title='Page_Loading' style='display: block; height: 44px'>Ссылка</a>")]
    [InlineData("english", "<p>No records to display</p>")]
    public async Task Broken_page_is_noticed(string kind, string body) => Assert.Contains(await LookAsync(Fine + body), found => found.Kind == kind);

    [Theory]
    [InlineData("<p title='Слова, которые не помещаются' style='width: 80px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap'>Слова, которые не помещаются</p>")]
    [InlineData("<div style='width: 200px; overflow-x: auto'><div style='width: 900px'>Таблица со своей прокруткой до конца</div></div>")]
    [InlineData("<span style='position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)'>Только для слуха</span>")]
    [InlineData("<details><summary style='height: 44px'>Ещё</summary><button style='height: 10px'>Мелко, но закрыто</button></details>")]
    [InlineData("<p>Ссылка <a href='/'>внутри предложения</a> короткая.</p>")]
    [InlineData("<nav style='position: fixed; bottom: 0; left: 0; right: 0'><button style='height: 44px; width: 100%'>Снизу</button></nav><button style='height: 44px; margin-top: 780px'>Под ней</button>")]
    [InlineData("<button style='position: relative; width: 90px; height: 24px'>Мелко<span style='position: absolute; inset: -12px'></span></button>")]
    [InlineData("<p lang='en'>Three words here</p><code>Post_MakeReady is code</code><p>anna@coffee.example writes mail</p>")]
    public async Task Right_page_is_left_alone(string body) => Assert.Empty(await LookAsync(Fine + body));

    [Fact]
    public async Task Document_is_looked_at()
    {
        var found = (await LookAsync("<p>Без заголовка</p>", "<html lang='en'><title></title>")).Where(one => one.Kind == "document").Select(one => one.What).ToList();
        Assert.Equal(["says lang=\"en\" on a page in ru", "has no title", "has 0 h1: "], found);
    }

    [Fact]
    public async Task Light_page_in_the_dark_is_noticed()
    {
        var look = new ScreenLook(390, "ru", true);
        await using var tab = await ScreenTab.OpenAsync(new("http://127.0.0.1:9/"), look);
        await tab.Page.SetContentAsync(Document("<html lang='ru'><title>Т</title>", Fine));
        Assert.Contains(await ScreenInspection.LookAsync(tab.Page, look), found => found.What.StartsWith("looks light", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Axe_runs_and_finds_pale_text()
    {
        await using var tab = await ScreenTab.OpenAsync(new("http://127.0.0.1:9/"), new(1280, "ru", false));
        await tab.Page.SetContentAsync(Document("<html lang='ru'><title>Т</title>", Fine + "<p style='color: #ccc'>Бледно</p>"));
        Assert.Contains(await ScreenInspection.AxeAsync(tab.Page), found => found.Kind == "axe" && found.What.StartsWith("color-contrast", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tab_hears_errors_and_missing_files()
    {
        await using var host = await ShellHost.StartAsync();
        await using var tab = await ScreenTab.OpenAsync(host.Address, new(1280, "en", false));
        await tab.LoadAsync("/not-found", null);
        await tab.Page.EvaluateAsync("() => { console.error('broken'); setTimeout(() => { throw new Error('thrown') }); return fetch('/css/missing.css') }");
        await tab.LoadAsync("/dev/ui", 404);
        var heard = tab.Heard();
        Assert.Contains(("console", "broken"), heard);
        Assert.Contains(heard, one => one.What.Contains("thrown", StringComparison.Ordinal));
        Assert.Contains(("resource", "404 /css/missing.css"), heard);
        Assert.Contains(("answer", "answered 200 instead of 404"), heard);
    }

    private static async Task<IReadOnlyList<(string Kind, string What)>> LookAsync(string body, string head = "<html lang='ru'><title>Страница</title>")
    {
        var look = new ScreenLook(390, "ru", false);
        await using var tab = await ScreenTab.OpenAsync(new("http://127.0.0.1:9/"), look);
        await tab.Page.SetContentAsync(Document(head, body));
        return [.. await ScreenInspection.LookAsync(tab.Page, look)];
    }

    private static string Document(string head, string body) =>
        $"<!doctype html>{head}<meta name='viewport' content='width=device-width'><style>body {{ margin: 0; background: #fff; font: 14px sans-serif }} p, h2, button {{ margin: 8px 0 }}</style><body>{body}";
}
