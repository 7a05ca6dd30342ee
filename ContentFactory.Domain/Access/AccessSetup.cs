using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

public static class AccessSetup
{
    public static IdentityBuilder AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<AccessDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<DataSources>().System));
        services.AddOptions<AccessOptions>().Configure(options => options.PublicUrl = PublicUrl(configuration));
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<AttemptLimits>();
        services.AddScoped<TenantScope>();
        services.AddLetters(configuration);
        services.AddScoped<Registration>();
        services.AddScoped<OutsideEntry>();
        services.AddScoped<OutsideProof>();
        services.AddScoped<OwnLogins>();
        services.AddScoped<OwnPasskeys>();
        services.AddSingleton<TelegramLinks>();
        services.AddScoped<CompanyQueries>();
        services.AddScoped<Notifications>();
        services.AddSingleton<NotificationUpkeep>();
        services.AddSingleton<TenantRegistration>();
        services.AddScoped(provider => provider.GetRequiredService<TenantScope>().Actor);
        services.AddDataProtection().SetApplicationName("ContentFactory");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = ActivatorUtilities.CreateInstance<KeyRingStore>(provider)));
        return services
            .AddIdentityCore<Person>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireDigit = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AccessDb>();
    }

    private static Uri? PublicUrl(IConfiguration configuration)
    {
        if (configuration["PublicUrl"] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? url : throw new ConfigurationException("PublicUrl", "is no address of an installation", "an address such as https://app.example.com, without path or query");
    }

    /// <summary>Takes away the framework's step that reads the key ring while the host starts, before the migrations; the first use reads it as well. Call last.</summary>
    public static IServiceCollection ReadKeyRingLate(this IServiceCollection services)
    {
        foreach (var eager in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(eager);
        return services;
    }
}
