using ContentFactory.Domain.Access.Keys;
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
        services.AddOptions<AccessOptions>().Configure(options =>
        {
            options.PublicUrl = PublicUrl(configuration);
            options.SessionDays = Number(configuration, "Access:SessionDays", 7, 365);
            options.ProofMinutes = Number(configuration, "Access:ProofMinutes", 10, 60);
            options.PagesPerPerson = Number(configuration, "Access:PagesPerPerson", 100, 100_000);
            options.OwnTenants = Number(configuration, "Access:OwnTenants", 5, 100_000);
            options.AuditDays = Number(configuration, "Access:AuditDays", 400, 36_500);
        });
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<AttemptLimits>();
        services.AddSingleton<SessionRegister>();
        services.AddSingleton<FreshProof>();
        services.AddSingleton<CircuitStanding>();
        services.AddSingleton<Viewings>();
        services.AddScoped<TenantScope>();
        services.AddEntry(new EntryLimits(configuration));
        services.AddScoped<Registration>();
        services.AddScoped<Caller>();
        services.AddScoped<AccountTrail>();
        services.AddScoped<OwnProof>();
        services.AddScoped<OwnProfile>();
        services.AddScoped<OwnZone>();
        services.AddScoped<OwnSecurity>();
        services.AddLetters(configuration);
        services.AddScoped<OutsideEntry>();
        services.AddScoped<OutsideProof>();
        services.AddScoped<OwnLogins>();
        services.AddScoped<OwnPasskeys>();
        services.AddScoped<WaysLeft>();
        services.AddSingleton<TelegramLinks>();
        services.AddScoped<CompanyQueries>();
        services.AddScoped<MemberQueries>();
        services.AddScoped<MemberDesk>();
        services.AddScoped<InvitationQueries>();
        services.AddScoped<InvitationDesk>();
        services.AddScoped<InvitationDoor>();
        services.AddSingleton<InvitationLetters>();
        services.AddScoped<TenantProfile>();
        services.AddScoped<TenantDesk>();
        services.AddScoped<SettingsReader>();
        services.AddScoped<SystemSettings>();
        services.AddScoped<SettingsEditor>();
        services.AddScoped<CompanyEditor>();
        services.AddScoped<CompanyActivity>();
        services.AddScoped<CompanyWebhook>();
        services.AddScoped<BrandVoiceEditor>();
        services.AddScoped<Notifications>();
        services.AddSingleton<NotificationUpkeep>();
        services.AddScoped<OwnNotices>();
        services.AddSingleton<NoticePost>();
        services.AddSingleton<BotMessageQueue>();
        services.AddSingleton<NoticePostLoop>();
        services.AddScoped<AuditQueries>();
        services.AddScoped<AllAudit>();
        services.AddSingleton<AuditUpkeep>();
        services.AddSingleton<TenantRegistration>();
        services.AddScoped(provider => provider.GetRequiredService<TenantScope>().Actor);
        services.AddDataProtection().SetApplicationName("ContentFactory");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = ActivatorUtilities.CreateInstance<KeyRingStore>(provider)));
        services.AddTenantKeys(configuration);
        services.AddScoped<ILookupNormalizer, AddressLookup>();
        return services
            .AddIdentityCore<Person>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                // EmailAddress says what an address is
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = PasswordRule.Least;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireDigit = false;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AccessDb>()
            .AddUserStore<SealedPersonStore>()
            .AddTokenProvider<AuthenticatorTokenProvider<Person>>(TokenOptions.DefaultAuthenticatorProvider);
    }

    private static int Number(IConfiguration configuration, string name, int usual, int most)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return usual;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number : throw new ConfigurationException(name.Replace(":", "__", StringComparison.Ordinal), $"is '{text}'", $"a whole number from 1 to {most}");
    }

    private static void AddEntry(this IServiceCollection services, EntryLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<EntryDesk>();
        services.AddScoped<EntryCodes>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<PasswordDoor>();
        services.AddScoped<PasswordReset>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<SignInLinks>();
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
