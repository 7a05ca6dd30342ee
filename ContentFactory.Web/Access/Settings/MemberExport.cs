using ContentFactory.Domain.Access;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Access.Settings;

/// <summary>The list of members as a file.</summary>
internal sealed class MemberExport(MemberQueries members, IStringLocalizer<Texts> texts) : ListExport<MemberRow>
{
    public const string ListName = "members";

    public override string Title => texts["Members_Title"];

    protected override IReadOnlyList<ExportColumn<MemberRow>> Columns { get; } =
    [
        ExportColumn.Text<MemberRow>(texts["Members_Name"], r => r.Name, 30),
        ExportColumn.Text<MemberRow>(texts["Members_Email"], r => EmailAddress.Show(r.Email), 40),
        ExportColumn.Text<MemberRow>(texts["Members_Role"], r => texts[$"Role_{r.Role}"], 16),
        ExportColumn.Moment<MemberRow>(texts["Members_Joined"], r => r.JoinedAt),
        ExportColumn.Moment<MemberRow>(texts["Members_Seen"], r => r.LastSeenAt),
        ExportColumn.Text<MemberRow>(texts["Members_Account"], r => texts[r.Deactivated ? "Members_Closed" : "Members_Works"], 20),
    ];

    /// <summary>The address of the list as a filter of its query: for the page and for the file alike.</summary>
    public static MemberFilter FilterOf(ListState state) => new(state.Filter<MemberRole>("role"), state.Query());

    protected override IAsyncEnumerable<MemberRow> RowsAsync(ListState state, int most, CancellationToken ct) => members.EveryAsync(FilterOf(state), most, ct);
}
