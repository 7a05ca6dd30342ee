using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Channels.Tokens;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access.Keys;

/// <summary>Keys are rotated while two nodes publish, renew tokens and check channels: nothing fails, and everything stands under the new key.</summary>
public sealed class RotationTests(TokenDomain domain) : IClassFixture<TokenDomain>
{
    [Fact]
    public async Task What_was_claimed_before_a_rotation_is_published_after_it()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("claimed", TimeSpan.FromHours(10));
        var (under, rotated) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        family.BeforePost = () =>
        {
            under.TrySetResult();
            return rotated.Task;
        };
        for (var i = 0; i < 40; i++)
            await domain.PublishNowAsync(tenant, channelId, $"post {i}");

        // eight calls of a node are under way; the rest holds its ciphers and waits for a turn
        var publishing = Task.WhenAll(Publisher(0).PublishDueAsync(default), Publisher(1).PublishDueAsync(default));
        await under.Task;
        await RotateAsync(0);
        await RotateAsync(1);
        rotated.SetResult();
        await publishing;
        await PublishAllAsync(tenant);

        Assert.Equal(40, family.Posts.Select(p => p.Text).Distinct().Count());
        Assert.Equal(40, family.Posts.Count);
        Assert.Equal([PublicationState.Published], await StatesAsync(tenant));
    }

    [Fact]
    public async Task Load_on_two_nodes_does_not_notice_four_rotations()
    {
        const int Tenants = 4, Posts = 30;
        var rooms = new List<(TestTenant Tenant, Guid Channel, Family Family)>();
        for (var i = 0; i < Tenants; i++)
        {
            // half of the tokens end at once: their single-use refresh tokens are renewed while the keys change
            rooms.Add(await domain.ConnectAsync($"load-{i}", i % 2 == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(10)));
            for (var n = 0; n < Posts; n++)
                await domain.PublishNowAsync(rooms[i].Tenant, rooms[i].Channel, $"post {n}");
        }
        var over = false;
        var load = domain.Nodes.SelectMany((_, n) => new[] { UntilAsync(() => PublishAsync(n)), UntilAsync(() => RefreshAsync(n)), UntilAsync(() => CheckAsync(rooms)) }).ToList();

        for (var round = 0; round < 4; round++)
            await RotateAsync(round % 2);
        Volatile.Write(ref over, true);
        await Task.WhenAll(load);
        foreach (var (tenant, channelId, family) in rooms)
        {
            await PublishAllAsync(tenant);
            Assert.Equal([PublicationState.Published], await StatesAsync(tenant));
            Assert.Equal(Posts, family.Posts.Select(p => p.Text).Distinct().Count());
            Assert.Equal(Posts, family.Posts.Count);
            Assert.NotEqual(ChannelStatus.NeedsAttention, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
            Assert.DoesNotContain(await TokenDomain.RefreshesAsync(tenant), r => r.State is RefreshState.Unknown or RefreshState.Refused);
        }

        await FinishAsync();
        Assert.Equal(await CountAsync(), await CountAsync(newest: true));
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        await FinishAsync();
        foreach (var (tenant, _, family) in rooms)
        {
            Assert.Single(Keys(0).All(tenant.Id));
            Assert.Equal(family.Refresh, await RefreshTokenAsync(tenant));
        }

        async Task UntilAsync(Func<Task> work)
        {
            while (!Volatile.Read(ref over))
                await work();
        }
    }

    [Fact]
    public async Task A_secret_replaced_at_the_moment_of_a_rotation_stays_replaced()
    {
        var (tenant, channelId, _) = await domain.ConnectAsync("replaced", TimeSpan.FromHours(10));
        var newest = domain.Network.Open("replaced-0");
        for (var i = 1; i <= 20; i++)
        {
            var family = domain.Network.Open($"replaced-{i}");
            await Task.WhenAll(Task.Run(() => domain.StoreAsync(tenant, channelId, family)), Task.Run(() => RotateAsync(i % 2, tenant.Slug)));
            newest = family;
            Assert.Equal(newest.Refresh, await RefreshTokenAsync(tenant));
        }
    }

    [Fact]
    public async Task A_former_key_stays_while_something_may_hold_what_it_sealed()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("kept", TimeSpan.FromHours(100));
        Assert.Equal(1, Keys(1).Current(tenant.Id).Generation);
        await RotateAsync(0, tenant.Slug);
        // a node that does not know of the rotation yet
        Assert.Equal(1, Keys(1).Current(tenant.Id).Generation);
        var late = domain.Nodes[1].GetRequiredService<ChannelVault>();
        await tenant.DbAsync(async db =>
        {
            await ChannelSecrets.PutAsync(db, late, channelId, AccountTokens.Refresh, family.Refresh, domain.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync();
        });

        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        await FinishAsync();
        Assert.Equal(2, Keys(0).All(tenant.Id).Count);
        await FinishAsync();
        Assert.Equal([2], Keys(0).All(tenant.Id).Select(k => k.Generation));
        Assert.Equal(family.Refresh, await RefreshTokenAsync(tenant));
    }

    [Fact]
    public async Task A_rotation_that_is_killed_loses_nothing_and_is_begun_again()
    {
        var (tenant, channelId, _) = await domain.ConnectAsync("killed", TimeSpan.FromHours(10));
        await FillAsync(tenant, channelId, 3000);
        var settings = domain.Database.Settings().ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        using var data = new TemporaryFolder();
        Directory.CreateDirectory(data.Path);

        await using (var program = RunningProgram.Start(data.Path, settings, "rotate-keys", tenant.Slug))
        {
            await Eventually.BecomesAsync(() => CountAsync(tenant, generation: 2), renewed => renewed > 100);
            await program.KillAsync();
        }
        Assert.InRange(await CountAsync(tenant, generation: 2), 101, 3001);
        Assert.Equal(3002, await OpenAsync(tenant));

        var (code, said) = await RunningProgram.RunToEndAsync(data.Path, settings, "rotate-keys", tenant.Slug);
        Assert.True(code == 0, said);
        Assert.Contains("1 tenant: re-wrapped 3002 of 3002 secrets", said, StringComparison.Ordinal);
        Assert.Equal(3002, await CountAsync(tenant, generation: 3));
        Assert.Equal(3002, await OpenAsync(tenant));
        Assert.Equal(1, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Entity == "tenant_keys" && a.Action == Permission.ReplaceCredentials && a.Reason == "key rotation")));

        Assert.Equal((1, true), await RunningProgram.RunToEndAsync(data.Path, settings, "rotate-keys", "nobody") is var (failed, why) ? (failed, why.Contains("There is no tenant 'nobody'", StringComparison.Ordinal)) : default);
    }

    private Publisher Publisher(int node) => domain.Nodes[node].GetRequiredService<Publisher>();

    private TenantKeys Keys(int node) => domain.Nodes[node].GetRequiredService<TenantKeys>();

    private Task<RotationOutcome> RotateAsync(int node, string? slug = null) => domain.Nodes[node].GetRequiredService<KeyRotation>().RotateAsync(slug, default);

    private Task FinishAsync() => domain.Services.GetRequiredService<KeyRotation>().FinishAsync(default);

    private async Task PublishAsync(int node) => await Publisher(node).PublishDueAsync(default);

    private async Task RefreshAsync(int node) => await domain.Nodes[node].GetRequiredService<TokenRefresher>().RefreshDueAsync(default);

    private static async Task CheckAsync(List<(TestTenant Tenant, Guid Channel, Family Family)> rooms)
    {
        foreach (var (tenant, channelId, _) in rooms)
            await tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, care => care.CheckNowAsync(channelId, default));
    }

    private async Task PublishAllAsync(TestTenant tenant)
    {
        // one that waits for the renewal of its token comes again some seconds later
        for (var round = 0; round < 60 && await WaitingAsync(tenant) > 0; round++)
        {
            var claimed = await Task.WhenAll(Publisher(0).PublishDueAsync(default), Publisher(1).PublishDueAsync(default));
            if (claimed.Sum() == 0)
                await domain.AdvanceAsync(TimeSpan.FromSeconds(3));
        }
        Assert.Equal(0, await WaitingAsync(tenant));
    }

    private static Task<int> WaitingAsync(TestTenant tenant) => tenant.DbAsync(db => db.Publications.CountAsync(p => p.State == PublicationState.Scheduled));

    private static Task<List<PublicationState>> StatesAsync(TestTenant tenant) => tenant.DbAsync(db => db.Publications.Select(p => p.State).Distinct().ToListAsync());

    private async Task<string?> RefreshTokenAsync(TestTenant tenant)
    {
        var secret = await tenant.DbAsync(db => db.ChannelSecrets.AsNoTracking().SingleAsync(s => s.Kind == AccountTokens.Refresh));
        return domain.Services.GetRequiredService<ChannelVault>().Open(tenant.Id, secret.ChannelId, secret.Kind, secret.Cipher);
    }

    private async Task FillAsync(TestTenant tenant, Guid channelId, int count)
    {
        var (vault, now) = (domain.Services.GetRequiredService<ChannelVault>(), domain.Clock.GetUtcNow());
        await tenant.DbAsync(async db =>
        {
            for (var i = 0; i < count; i++)
                db.ChannelSecrets.Add(new ChannelSecret(tenant.Id, Ids.New(now), channelId, $"kind {i}", vault.Seal(tenant.Id, channelId, $"kind {i}", $"secret {i}"), "••••", now));
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>How many secrets of the tenant open.</summary>
    private async Task<int> OpenAsync(TestTenant tenant)
    {
        var vault = domain.Services.GetRequiredService<ChannelVault>();
        var secrets = await tenant.DbAsync(db => db.ChannelSecrets.AsNoTracking().ToListAsync());
        return secrets.Count(s => vault.Open(tenant.Id, s.ChannelId, s.Kind, s.Cipher) is not null);
    }

    private static Task<int> CountAsync(TestTenant tenant, int generation) => tenant.DbAsync(async db =>
    {
        var prefix = TenantSeal.PrefixOf(generation);
        return (await db.ChannelSecrets.AsNoTracking().Select(s => s.Cipher).ToListAsync()).Count(c => c.AsSpan(0, prefix.Length).SequenceEqual(prefix));
    });

    /// <summary>Secrets of all tenants that have been rotated, or those of them under the newest key.</summary>
    private async Task<long> CountAsync(bool newest = false)
    {
        var (rows, all) = (domain.Services.GetRequiredService<SealedRows>(), 0L);
        foreach (var tenantId in Keys(0).Rotated())
        {
            var count = await rows.CountAsync(tenantId, Keys(0).All(tenantId)[^1].Generation, default);
            all += newest ? count.Renewed : count.All;
        }
        return all;
    }
}
