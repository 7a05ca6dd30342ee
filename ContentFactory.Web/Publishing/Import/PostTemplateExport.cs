using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Web.Access;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Import;

/// <summary>A file to fill in: the columns, and two rows with the tenant's own company and channel, as they would be written.</summary>
internal sealed class PostTemplateExport(CompanyQueries companies, ChannelQueries channels, CurrentTenant current, TimeProvider clock, IStringLocalizer<Texts> texts) : ListExport<IReadOnlyDictionary<ImportColumn, string>>
{
    public const string ListName = "post-template";

    public override string Title => texts["Import_Sheet"];

    protected override IReadOnlyList<ExportColumn<IReadOnlyDictionary<ImportColumn, string>>> Columns { get; } =
        [.. Enum.GetValues<ImportColumn>().Select(c => ExportColumn.Text<IReadOnlyDictionary<ImportColumn, string>>(ImportWords.Heading(c, IsRussian), r => r.GetValueOrDefault(c, ""), c is ImportColumn.Text ? 60 : 20))];

    private static bool IsRussian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru";

    protected override async IAsyncEnumerable<IReadOnlyDictionary<ImportColumn, string>> RowsAsync(ListState state, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var company = await companies.ChoicesAsync(ct) is [var first, ..] ? first : null;
        var channel = company is null ? null : (await channels.ListAsync(company.Id, ct)).FirstOrDefault(c => c.Status is ChannelStatus.Active or ChannelStatus.WarmingUp);
        var day = ZonedText.Today(clock, current.Entrance!.ZoneId).AddDays(7);
        yield return new Dictionary<ImportColumn, string>
        {
            [ImportColumn.Company] = company?.Name ?? "", [ImportColumn.Type] = texts["Sample_Type"], [ImportColumn.Title] = texts["Sample_Title"], [ImportColumn.Text] = texts["Sample_Text"],
            [ImportColumn.Hashtags] = texts["Sample_Hashtags"], [ImportColumn.Tags] = texts["Sample_Tags"], [ImportColumn.Channels] = channel?.Handle ?? channel?.DisplayName ?? "",
            [ImportColumn.Date] = channel is null ? "" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [ImportColumn.Time] = channel is null ? "" : "10:00",
        };
        yield return new Dictionary<ImportColumn, string>
        {
            [ImportColumn.Company] = company?.Name ?? "", [ImportColumn.Type] = texts["Sample_Type"], [ImportColumn.Title] = texts["Sample_Title2"], [ImportColumn.Text] = texts["Sample_Text2"], [ImportColumn.Link] = "https://example.com",
        };
    }
}
