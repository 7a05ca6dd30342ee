using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Data;

public static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Connections.From(configuration));
        services.AddSingleton<DataSources>();
        // a list counts so many rows at most, and which ones is all the same
        services.AddPooledDbContextFactory<AppDb>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredService<DataSources>().App).ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)), poolSize: 128);
        services.AddScoped<Db>();
        services.AddSingleton<SystemDb>();
        services.AddSingleton<KeysDb>();
        services.AddSingleton<PartitionUpkeep>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<Tenants>();
        services.AddSingleton<Migrate>();
        services.AddSingleton<Started>();
        services.AddSingleton<Changes>();
        services.AddSingleton<StartUp>();
        return services;
    }

    /// <summary>The start-up order and live updates; tests of single verbs leave them out.</summary>
    public static IServiceCollection AddDataDuties(this IServiceCollection services) =>
        services.AddHostedService(p => p.GetRequiredService<StartUp>()).AddHostedService(p => p.GetRequiredService<Changes>());
}
