using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>What the installation says of a setting, in place of the product's own value.</summary>
public sealed class SystemSetting
{
    private SystemSetting() { }

    public string Name { get; private set; } = "";
    public string Value { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<SystemSetting> setting)
    {
        setting.ToTable("system_settings");
        setting.HasKey(s => s.Name);
        setting.Property(s => s.Name).HasMaxLength(100);
        setting.Property(s => s.Value).HasMaxLength(1000);
    }
}
