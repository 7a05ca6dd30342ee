using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>Empty: there was no idea to write from. Skipped: too late, or switched off meanwhile.</summary>
public enum AutoDraftState { Waiting, Drafted, Empty, Failed, Skipped }

/// <summary>
/// One draft that a plan asks for: the n-th of a local date, once in the life of the company. The row and the id of its post stand before
/// anything is written, so neither a second node nor a crash makes a second draft of it.
/// </summary>
public sealed class AutoDraftRun : ITenantOwned
{
    private AutoDraftRun() { }

    public Guid TenantId { get; private set; }
    public Guid CompanyId { get; private set; }
    public DateOnly Date { get; private set; }
    public int Slot { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public AutoDraftState State { get; private set; }

    /// <summary>The id that the post gets.</summary>
    public Guid DraftId { get; private set; }

    /// <summary>The ideas that it is written from, set aside for this run before it is written.</summary>
    public Guid[] ItemIds { get; private set; } = [];

    public string[] Platforms { get; private set; } = [];

    /// <summary>How often a node began; also what tells a late node that another has taken over.</summary>
    public int Tries { get; private set; }

    public DateTimeOffset NextTryAt { get; private set; }
    public string? ReasonKey { get; private set; }
    public string[] ReasonArgs { get; private set; } = [];
    public DateTimeOffset? EndedAt { get; private set; }

    internal void SetAside(IEnumerable<Guid> itemIds, IEnumerable<string> platforms) => (ItemIds, Platforms) = ([.. itemIds], [.. platforms]);

    internal void End(AutoDraftState state, Problem? why, DateTimeOffset now)
    {
        (State, EndedAt) = (state, now);
        Say(why);
    }

    internal void TryAgain(Problem why, DateTimeOffset at)
    {
        NextTryAt = at;
        Say(why);
    }

    private void Say(Problem? why) =>
        (ReasonKey, ReasonArgs) = (why?.TextKey, why is null ? [] : [.. why.Args.Select(a => PlainText.Cut(Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "", 200))]);

    internal static void Map(EntityTypeBuilder<AutoDraftRun> run)
    {
        run.ToTable("auto_draft_runs");
        run.HasKey(r => new { r.TenantId, r.CompanyId, r.Date, r.Slot });
        run.Property(r => r.ReasonKey).HasMaxLength(100);
        run.HasIndex(r => r.NextTryAt).HasFilter("state = 'waiting'");
        run.HasIndex(r => new { r.TenantId, r.DraftId }).IsUnique();
        run.HasOne<Company>().WithMany().HasForeignKey(r => new { r.TenantId, r.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        run.Property<uint>("xmin").IsRowVersion();
    }
}
