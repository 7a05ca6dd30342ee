using System.Globalization;
using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Calendar;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Calendar;

public sealed class TrayStripTests
{
    [Fact]
    public void What_is_not_shown_is_counted_by_its_status_and_linked_with_the_company()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var context = new BunitContext();
        context.Services.AddLocalization();
        var company = Ids.New(TimeProvider.System);
        TrayPost[] shown = [Post(true), Post(true), Post(false)];

        var both = context.Render<TrayStrip>(p => p.Add(t => t.Tenant, "cafe").Add(t => t.Company, company).Add(t => t.Tray, new CalendarTray(shown, 7, 3)));
        var none = context.Render<TrayStrip>(p => p.Add(t => t.Tenant, "cafe").Add(t => t.Tray, new CalendarTray(shown, 2, 1)));
        var ready = context.Render<TrayStrip>(p => p.Add(t => t.Tenant, "cafe").Add(t => t.Tray, new CalendarTray(shown, 2, 4)));

        Assert.Equal([("5 more approved", $"/t/cafe/content?status=approved&company={company}"), ("2 more to approve", $"/t/cafe/content?status=ready&company={company}")], Links(both));
        Assert.Empty(Links(none));
        Assert.Equal([("3 more to approve", "/t/cafe/content?status=ready")], Links(ready));
    }

    private static List<(string, string?)> Links(IRenderedComponent<TrayStrip> strip) => [.. strip.FindAll("a[data-more]").Select(a => (a.TextContent, a.GetAttribute("href")))];

    private static TrayPost Post(bool approved) => new(Ids.New(TimeProvider.System), "Coffee", Guid.Empty, PostType.TextPost, approved);
}
