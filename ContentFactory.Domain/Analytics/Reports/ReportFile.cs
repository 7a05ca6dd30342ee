using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Analytics.Reports;

public enum ReportFormat { Xlsx, Pdf }

/// <summary>One file of a report, where the tenant's files lie.</summary>
public sealed class ReportFile : ITenantOwned
{
    private ReportFile() { }

    internal ReportFile(Guid tenantId, Guid reportId, ReportFormat format, FilePlace place, long size) =>
        (TenantId, ReportId, Format, Store, StoreId, StoreKey, Size) = (tenantId, reportId, format, place.Store, place.StoreId, place.Key, size);

    public Guid TenantId { get; private set; }
    public Guid ReportId { get; private set; }
    public ReportFormat Format { get; private set; }
    public MediaStoreKind Store { get; private set; }
    public Guid? StoreId { get; private set; }
    public string StoreKey { get; private set; } = "";
    public long Size { get; private set; }
    public FilePlace Place => new(Store, StoreId, StoreKey);

    internal static void Map(EntityTypeBuilder<ReportFile> file)
    {
        file.ToTable("report_files");
        file.HasKey(f => new { f.TenantId, f.ReportId, f.Format });
        file.Ignore(f => f.Place);
        file.Property(f => f.StoreKey).HasMaxLength(300);
        file.HasIndex(f => new { f.TenantId, f.StoreKey }).IsUnique();
        file.HasIndex(f => new { f.TenantId, f.StoreId }).HasFilter("store_id is not null");
        file.HasOne<Report>().WithMany().HasForeignKey(f => new { f.TenantId, f.ReportId }).OnDelete(DeleteBehavior.Cascade);
        file.HasOne<TenantStore>().WithMany().HasForeignKey(f => new { f.TenantId, f.StoreId }).OnDelete(DeleteBehavior.NoAction);
    }
}
