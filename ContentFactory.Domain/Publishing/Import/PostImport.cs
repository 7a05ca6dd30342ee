using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>How far the posts of a file go by themselves.</summary>
public enum ImportTarget
{
    Draft,

    /// <summary>Ready for those who approve; where the company asks for no approval its rule approves.</summary>
    Ready,

    /// <summary>Approved by whoever imports, and planned where the row says when.</summary>
    Approved,
}

public enum ImportState { Waiting, Checked, Imported }

/// <summary>What is wrong with one cell. <paramref name="Args"/> are words in the language of whoever imports.</summary>
/// <param name="Row">As a spreadsheet counts it; the heading is 1.</param>
/// <param name="Column">The heading as the file has it; empty where the file has no such column.</param>
public sealed record ImportFault(int Row, string Column, string TextKey, string[] Args);

/// <param name="Faults">The first of them.</param>
/// <param name="Repeated">Rows whose post exists already, or stands further up.</param>
public sealed record ImportFindings(ImportFault[] Faults, int FaultyRows, int[] Repeated)
{
    public static readonly ImportFindings None = new([], 0, []);

    /// <summary>Rows whose time the clock of the tenant skips that night, or shows twice. Findings of before they were looked for have none.</summary>
    public int[] Shifted { get; init; } = [];
}

/// <summary>A file of posts on its way in: looked through as a whole first, then brought in whole or not at all.</summary>
public sealed class PostImport : ITenantOwned
{
    private PostImport() { }

    public PostImport(Guid tenantId, Guid id, Guid personId, string fileName, byte[] file, ImportTarget target, bool repeats, DateTimeOffset now) =>
        (TenantId, Id, PersonId, FileName, File, Target, Repeats, CreatedAt) = (tenantId, id, personId, fileName, file, target, repeats, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>Gone once its posts are in, or after a day.</summary>
    public byte[]? File { get; private set; }

    public ImportTarget Target { get; private set; }

    /// <summary>Posts that exist already are brought in once more.</summary>
    public bool Repeats { get; private set; }

    public ImportState State { get; private set; }

    /// <summary>That come in, or came.</summary>
    public int Posts { get; private set; }

    /// <summary>Publications of these posts.</summary>
    public int Planned { get; private set; }

    public ImportFindings Findings { get; private set; } = ImportFindings.None;
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal void Found(int posts, int planned, ImportFindings findings)
    {
        if (State is not ImportState.Imported)
            (State, Posts, Planned, Findings) = (ImportState.Checked, posts, planned, findings);
    }

    internal void BroughtIn(int posts, int planned, ImportFindings findings, DateTimeOffset now) =>
        (State, Posts, Planned, Findings, EndedAt, File) = (ImportState.Imported, posts, planned, findings, now, null);

    internal static void Map(EntityTypeBuilder<PostImport> import)
    {
        import.ToTable("post_imports", t => t.HasCheckConstraint("ck_post_imports_ended", "(state = 'imported') = (ended_at is not null)"));
        import.HasKey(i => new { i.TenantId, i.Id });
        import.Property(i => i.FileName).HasMaxLength(200);
        import.Property(i => i.Findings).HasColumnType("jsonb");
        import.HasIndex(i => new { i.TenantId, i.CreatedAt });
        import.HasOne<Tenant>().WithMany().HasForeignKey(i => i.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
