using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access.Keys;

public sealed class TenantSealTests(TestDomain domain) : IClassFixture<TestDomain>
{
    /// <summary>Columns of bytes that hold no sealed secret which has to outlive a rotation.</summary>
    private static readonly HashSet<string> Plain =
    [
        // answers to "which one", of random tokens or of addresses
        "attempts.key_hash", "entry_requests.secret_hash", "invitations.token_hash", "telegram_codes.code_hash", "channel_sign_ins.state_hash",
        "channel_invitations.token_hash", "calendar_feeds.token_hash", "approval_links.token_hash", "media_items.sha256", "person_passkeys.credential_id",
        // of the sandbox, what a person uploaded, and what lives for a quarter of an hour
        "sandbox_bots.token_hash", "post_imports.file", "sandbox_messages.file", "channel_sign_ins.verifier", "channel_sign_ins.offer",
    ];

    private TenantSeal Seal => domain.Services.GetRequiredService<TenantSeal>();
    private TenantKeys Keys => domain.Services.GetRequiredService<TenantKeys>();

    [Fact]
    public async Task A_secret_opens_for_what_it_was_sealed_for_alone()
    {
        var (one, other) = ((await domain.AddTenantAsync("seal-one")).Id, (await domain.AddTenantAsync("seal-other")).Id);
        SealPurpose[] purposes = [.. from kind in new[] { "A", "B" } from tenant in new[] { one, other } from row in new[] { "1", "2" } select new SealPurpose(kind, tenant, row, "token")];
        var ciphers = purposes.Select(p => Seal.Seal(p, $"secret of {p.Kind} {p.TenantId} {p.Row[0]}")).ToList();

        Findings.None(from c in Enumerable.Range(0, purposes.Length)
            from p in Enumerable.Range(0, purposes.Length)
            where Seal.OpenText(purposes[p], ciphers[c]) is { } opened ? p != c || opened != $"secret of {purposes[p].Kind} {purposes[p].TenantId} {purposes[p].Row[0]}" : p == c
            select $"{c} and {p}");
    }

    [Fact]
    public async Task A_cipher_changed_by_one_bit_does_not_open()
    {
        var purpose = new SealPurpose("A", (await domain.AddTenantAsync("bits")).Id, "1");
        var cipher = Seal.Seal(purpose, "secret");

        for (var i = 0; i < cipher.Length; i++)
        {
            byte[] changed = [.. cipher];
            changed[i] ^= 1;
            Assert.Null(Seal.Open(purpose, changed));
        }
        Assert.Null(Seal.Open(purpose, []));
        Assert.Null(Seal.Open(purpose, cipher[..^1]));
    }

    [Fact]
    public async Task A_rotation_keeps_secret_and_identity_and_a_new_sealing_does_not()
    {
        var tenant = await domain.AddTenantAsync("identity");
        var purpose = new SealPurpose("A", tenant.Id, "1");
        var before = Seal.Seal(purpose, "secret");

        var generation = Keys.Renew(tenant.Id).Generation;
        var after = Seal.Renew(purpose, before)!;

        Assert.Equal(2, generation);
        Assert.Equal(TenantSeal.PrefixOf(2), after[..5]);
        Assert.Equal("secret", Seal.OpenText(purpose, before));
        Assert.Equal("secret", Seal.OpenText(purpose, after));
        Assert.NotEqual(before, after);
        Assert.Equal(Mark(before), Mark(after));
        Assert.NotEqual(Mark(before), Mark(Seal.Seal(purpose, "secret")));
        Assert.Null(Seal.Renew(purpose with { Kind = "B" }, before));
    }

    [Fact]
    public async Task What_was_sealed_before_tenants_had_keys_opens_until_it_is_renewed()
    {
        var (tenant, channel) = (await domain.AddTenantAsync("former"), Ids.New(TimeProvider.System));
        var former = domain.Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("ContentFactory.ChannelSecret", tenant.Id.ToString("N"), channel.ToString("N"), "bot_token").Protect(Encoding.UTF8.GetBytes("old token"));
        var vault = domain.Services.GetRequiredService<ChannelVault>();
        var renewed = Seal.Renew(new SealPurpose(ChannelVault.SealKind, tenant.Id, channel.ToString("N"), "bot_token"), former)!;

        Assert.Equal("old token", vault.Open(tenant.Id, channel, "bot_token", former));
        Assert.Null(vault.Open(tenant.Id, channel, "other", former));
        Assert.Equal("old token", vault.Open(tenant.Id, channel, "bot_token", renewed));
        Assert.Equal(TenantSeal.PrefixOf(1), renewed[..5]);
    }

    [Fact]
    public async Task Nothing_of_a_forgotten_tenant_opens_again()
    {
        var (tenant, other) = (await domain.AddTenantAsync("forgotten"), await domain.AddTenantAsync("remembered"));
        var (gone, stays) = (new SealPurpose("A", tenant.Id, "1"), new SealPurpose("A", other.Id, "1"));
        var (lost, kept) = (Seal.Seal(gone, "secret"), Seal.Seal(stays, "secret"));

        Keys.Forget(tenant.Id);

        Assert.Null(Seal.Open(gone, lost));
        Assert.Equal("secret", Seal.OpenText(stays, kept));
        // a new key of the same generation is another key
        Assert.Equal("new", Seal.OpenText(gone, Seal.Seal(gone, "new")));
        Assert.Null(Seal.Open(gone, lost));
    }

    [Fact]
    public async Task Tenants_have_keys_of_their_own()
    {
        var keys = new HashSet<string>();
        for (var i = 0; i < 5; i++)
            Assert.True(keys.Add(Convert.ToHexString(Keys.Current((await domain.AddTenantAsync($"own-{i}")).Id).Key)));
    }

    [Fact]
    public async Task Every_column_of_bytes_is_rotated_or_known_to_hold_no_lasting_secret()
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        var columns = (await Sql.RowsAsync(connection, """
            select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.atttypid = 'bytea'::regtype and c.relname not like 'qrtz%'
            """, r => r.GetString(0))).ToHashSet();
        var rotated = domain.Services.GetServices<SealedColumn>().Select(c => $"{c.Table}.{c.Column}").ToHashSet();

        Findings.None(columns.Except(rotated).Except(Plain).Select(c => $"{c}: register a SealedColumn, or say here why none is needed"));
        Findings.None(rotated.Concat(Plain).Except(columns).Select(c => $"{c} is not there"));
    }

    private static string Mark(byte[] cipher) => SealedSecret.MarkOf([new("kind", cipher)]);
}
