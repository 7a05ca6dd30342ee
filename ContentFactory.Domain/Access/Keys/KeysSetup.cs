using ContentFactory.Domain.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Access.Keys;

internal static class KeysSetup
{
    public static IServiceCollection AddTenantKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration["Keys:Folder"] is { Length: > 0 } set ? set : Path.Combine(configuration["Data:Folder"] ?? ".data", "keys");
        services.AddSingleton<ITenantKeyStore>(provider =>
            provider.GetRequiredService<Connections>().Keys is null ? new FileKeyStore(folder) : new DatabaseKeyStore(provider.GetRequiredService<KeysDb>()));
        services.AddSingleton<KeyHome>();
        services.AddSingleton<TenantKeys>();
        services.AddSingleton<TenantSeal>();
        services.AddSingleton<SealedRows>();
        services.AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<SystemDb>(), provider.GetRequiredService<Tenants>(), provider.GetRequiredService<TenantKeys>(), provider.GetRequiredService<SealedRows>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeyRotation>>()));
        services.AddSingleton(new SealedColumn("webhook_secrets", "cipher", CompanyWebhook.SealKind, "company_id", SealedColumn.Id("company_id")));
        services.AddSingleton(new SealedColumn("webhook_secrets", "former_cipher", CompanyWebhook.SealKind, "company_id", SealedColumn.Id("company_id")));
        return services;
    }
}
