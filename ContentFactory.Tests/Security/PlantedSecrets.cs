using System.Text;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Security;

/// <summary>One sealed secret of a row: what it says, how it stands in the database, and how the application's own code opens it.</summary>
/// <param name="Place">Table, column and row.</param>
internal sealed record PlantedSecret(string Place, string Value, byte[] Cipher, Func<IServiceProvider, byte[], string?> Open)
{
    public override string ToString() => Place;
}

/// <summary>Gives a tenant one of each kind of sealed secret, with values that nothing else would say.</summary>
internal static class PlantedSecrets
{
    public static async Task<List<PlantedSecret>> PlantAsync(IServiceProvider services, TestTenant tenant, string word)
    {
        var webhook = new List<string>();
        for (var i = 0; i < 2; i++)
            webhook.Add((await tenant.AsAsync<CompanyWebhook, Result<string>>(MemberRole.Owner, w => w.RotateAsync(tenant.CompanyId))).Value);
        await tenant.DbAsync(db => PlantAsync(services, db, tenant, word));
        var found = new List<PlantedSecret>();
        await tenant.DbAsync(async db =>
        {
            found.AddRange((await db.ChannelSecrets.AsNoTracking().ToListAsync()).Select(OfChannel));
            found.AddRange((await db.MediaStores.AsNoTracking().ToListAsync()).Select(OfStore));
            found.AddRange((await db.ChannelSignIns.AsNoTracking().ToListAsync()).SelectMany(OfSignIn));
            var company = await db.WebhookSecrets.AsNoTracking().SingleAsync();
            found.Add(OfWebhook(company, "cipher", company.Cipher, webhook[1]));
            found.Add(OfWebhook(company, "former_cipher", company.FormerCipher!, webhook[0]));
            return found.Count;
        });
        return [.. found.Select(f => f with { Value = f.Value.Length > 0 ? f.Value : f.Open(services, f.Cipher)! })];
    }

    private static async Task<int> PlantAsync(IServiceProvider services, AppDb db, TestTenant tenant, string word)
    {
        var (now, vault, seal) = (services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<ChannelVault>(), services.GetRequiredService<TenantSeal>());
        var proxy = SealedProxy.Text(new PlatformProxy(new Uri("http://proxy.example:3128"), $"{word}-proxy-user", $"{word}-proxy-password"));
        (string Platform, (string Kind, string Value)[] Secrets)[] accounts =
        [
            ("telegram", [("bot_token", $"123456789:{word}-bot-token-abcdefghijklmnop"), (SealedProxy.Kind, proxy)]),
            ("threads", [(AccountTokens.Access, $"{word}-access-token-abcdefghijklmnop"), (AccountTokens.Refresh, $"{word}-refresh-token-abcdefghijklmnop")]),
            ("discord", [("webhook_url", $"https://discord.com/api/webhooks/1/{word}-webhook-url-abcdefgh")]),
        ];
        foreach (var (platform, secrets) in accounts)
        {
            var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, platform, $"{word}-{platform}", $"Channel on {platform}", sandbox: false, now);
            channel.Connect($"{word}-{platform}", null, $"Channel on {platform}", null, 1, now.AddDays(3), now);
            db.Channels.Add(channel);
            foreach (var (kind, value) in secrets)
                await ChannelSecrets.PutAsync(db, vault, channel.Id, kind, value, now, default);
        }
        var store = new TenantStore(tenant.Id, Ids.New(now), MediaStoreKind.S3, $"{word}-bucket", now) { Endpoint = "https://files.example/", Region = "us-east-1" };
        store.SetKeys($"{word}-access-key-id", services.GetRequiredService<StoreVault>().Seal(tenant.Id, store.Id, $"{word}-store-secret-abcdefghijklmnop"), now);
        db.MediaStores.Add(store);
        var id = Ids.New(now);
        var signIn = new ChannelSignIn(
            tenant.Id, id, tenant.Person(MemberRole.Owner), Ids.New(now), tenant.CompanyId, "threads", "sandbox", true, Encoding.UTF8.GetBytes($"{word} state"),
            seal.Seal(SignInPurpose(tenant.Id, id, nameof(ChannelSignIn.Verifier)), $"{word}-verifier-abcdefghijklmnop"), now);
        var account = new SealedAccount("1", null, "Account", 1, null, new() { [AccountTokens.Access] = $"{word}-offered-token-abcdefghijklmnop" }, null);
        signIn.Return(seal.Seal(SignInPurpose(tenant.Id, id, nameof(ChannelSignIn.Offer)), JsonSerializer.SerializeToUtf8Bytes(new SealedOffer("sandbox", [], [account]))), now);
        db.ChannelSignIns.Add(signIn);
        return await db.SaveChangesAsync();
    }

    private static PlantedSecret OfChannel(ChannelSecret secret) => new(
        $"channel_secrets.cipher {secret.Kind} {secret.ChannelId}", "", secret.Cipher,
        (services, cipher) => services.GetRequiredService<ChannelVault>().Open(secret.TenantId, secret.ChannelId, secret.Kind, cipher));

    private static PlantedSecret OfStore(TenantStore store) => new($"media_stores.secret {store.Id}", "", store.Secret, (services, cipher) =>
    {
        var row = new TenantStore(store.TenantId, store.Id, store.Kind, store.Name, store.CreatedAt);
        row.SetKeys(store.AccessKey, cipher, store.CreatedAt);
        try
        {
            return services.GetRequiredService<StoreVault>().Open(row);
        }
        catch (StoreFault)
        {
            return null;
        }
    });

    private static IEnumerable<PlantedSecret> OfSignIn(ChannelSignIn signIn) =>
    [
        Of("channel_sign_ins.verifier", signIn.Verifier, SignInPurpose(signIn.TenantId, signIn.Id, nameof(ChannelSignIn.Verifier))),
        Of("channel_sign_ins.offer", signIn.Offer!, SignInPurpose(signIn.TenantId, signIn.Id, nameof(ChannelSignIn.Offer))),
    ];

    private static PlantedSecret OfWebhook(WebhookSecret secret, string column, byte[] cipher, string value) =>
        Of($"webhook_secrets.{column}", cipher, new(CompanyWebhook.SealKind, secret.TenantId, secret.CompanyId.ToString("N"))) with { Value = value };

    private static PlantedSecret Of(string place, byte[] cipher, SealPurpose purpose) =>
        new($"{place} {string.Join(' ', purpose.Row)}", "", cipher, (services, sealedText) => services.GetRequiredService<TenantSeal>().OpenText(purpose, sealedText));

    private static SealPurpose SignInPurpose(Guid tenantId, Guid id, string field) => new(ChannelSignIns.SealKind, tenantId, id.ToString("N"), field);
}
