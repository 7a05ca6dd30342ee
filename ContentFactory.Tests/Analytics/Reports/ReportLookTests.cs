using System.ComponentModel;
using System.Diagnostics;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Analytics.Overview;
using ContentFactory.Tests.Printing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Reports;
using ContentFactory.Web.Analytics.Reports.Paper;
using ContentFactory.Web.Analytics.Reports.Xlsx;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>A report in a company's look, opened by the programs that its readers have. The pictures stay among the screenshots.</summary>
public sealed class ReportLookTests(ReportsDomain domain) : IClassFixture<ReportsDomain>
{
    private const string Logo = """
        <svg xmlns="http://www.w3.org/2000/svg" width="360" height="100"><circle cx="50" cy="50" r="40" fill="#0f766e"/><path d="M30 55l15 15 28-36" stroke="#fff" stroke-width="9" fill="none"/><text x="105" y="66" font-family="sans-serif" font-size="44" font-weight="700" fill="#134e4a">Tea House</text></svg>
        """;

    [Theory]
    [InlineData("en", "#0f766e", "#f59e0b", 31)]
    [InlineData("ru", "#fde68a", null, 32)]
    [InlineData("en", null, null, 33)]
    public async Task Both_files_open_elsewhere_and_are_not_blank(string language, string? primary, string? secondary, int seed)
    {
        var tenant = await domain.AddTenantAsync($"look{seed}", "Europe/Berlin");
        await new RandomHistory(domain, tenant, seed, "Europe/Berlin").WriteAsync();
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        var logo = primary is null ? null : await LogoAsync(folder.Path);
        var brand = primary is null ? new ReportBrand("Northern Tea Company", "Northern Tea Company") : new ReportBrand("Чайный дом Tea House", "Northern Tea Company", primary, secondary, logo);
        var (xlsx, pdf) = await tenant.RunAsync(new Actor(tenant.Person(MemberRole.Viewer), tenant.Id, Role.Viewer), async services =>
        {
            using var speaking = Speaking.In(language);
            var wish = new AnalyticsWish(From: new(2026, 10, 1), To: new(2026, 10, 28), CompanyId: primary is null ? null : tenant.CompanyId);
            var numbers = await services.GetRequiredService<OverviewQueries>().ReadAsync(wish, default);
            var posts = await services.GetRequiredService<PostTableQueries>().EveryAsync(wish, new ListQuery(), 1000, default).ToListAsync();
            var content = services.GetRequiredService<ReportComposer>().Compose(numbers, posts, brand, domain.Clock.GetUtcNow());
            return (services.GetRequiredService<ReportXlsx>().Write(content, default), services.GetRequiredService<ReportPdf>().Write(content, new Dictionary<Guid, byte[]>(), default));
        });

        using (var pages = new PrintedPages(pdf))
            Assert.True(pages.StaysWithin);
        Assert.Empty(new ReadWorkbook(xlsx).Faults);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "paper.pdf"), pdf);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "sheet.xlsx"), xlsx);
        await RunAsync("soffice", folder.Path, $"-env:UserInstallation=file://{folder.Path}/office", "--headless", "--convert-to", "pdf", "sheet.xlsx");
        foreach (var name in new[] { "paper", "sheet" })
        {
            await RunAsync("pdftoppm", folder.Path, "-r", "20", "-gray", $"{name}.pdf", name);
            await RunAsync("pdftoppm", folder.Path, "-r", "80", "-png", $"{name}.pdf", Path.Combine(Browser.Shots, $"report-{seed}-{language}-{name}"));
            var drawn = Directory.GetFiles(folder.Path, $"{name}-*.pgm");
            Assert.True(drawn.Length >= (name == "sheet" ? 7 : 4), $"{name} has {drawn.Length} pages");
            Assert.All(drawn, file => Assert.True(File.ReadAllBytes(file).Skip(20).Count(pixel => pixel < 200) > 100, $"{file} is blank"));
        }
    }

    private static async Task<byte[]> LogoAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "logo.svg"), Logo);
        await RunAsync("rsvg-convert", folder, "-o", "logo.png", "logo.svg");
        return await File.ReadAllBytesAsync(Path.Combine(folder, "logo.png"));
    }

    private static async Task RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {complained} {await said}");
    }

    private static Process Start(string program, string folder, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is missing here; ./test installs it where it may.", e);
        }
    }
}
