using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.Niches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Demo;

/// <summary>What the demo tenant has before its first post: company, members, channel, topics, sources with their items.</summary>
internal sealed class DemoBusiness(DemoStudio studio, IOptions<SandboxOptions> sandbox, DemoPast past, TimeProvider clock)
{
    private static readonly int[] Hours = [10, 13, 18];

    /// <summary>Where this server reaches itself.</summary>
    public Uri Address => sandbox.Value.BaseUrl ?? throw new InvalidOperationException("The server does not listen yet.");

    public Task<Guid> FillAsync(DemoStage stage, CancellationToken ct) => stage.RowsAsync(async rows =>
    {
        var now = clock.GetUtcNow();
        var company = await rows.Companies.Include(c => c.Voice).SingleAsync(ct);
        company.Describe(company.Name, studio.Company.Description, studio.Company.Website, CompanyType.Service);
        Speak(company.Voice);
        rows.Audit(Permission.EditCompanies, "company", company.Id, null, new { studio.Company.Description }, now);
        rows.Audit(Permission.EditBrandVoice, "brand_voice", company.Id, null, studio.Voice, now);
        (await rows.Tenants.SingleAsync(ct)).AssignManager(stage.People[Role.Manager]);
        var present = await rows.Members.Select(m => m.PersonId).ToListAsync(ct);
        foreach (var role in Enum.GetValues<MemberRole>().Where(r => !present.Contains(stage.People[r.ToRole()])))
        {
            var member = new Member(stage.TenantId, Domain.Ids.New(now), stage.People[role.ToRole()], role, now);
            rows.Members.Add(member);
            rows.Audit(Permission.ManageMembers, "member", member.Id, null, new { Role = role.ToString() }, now);
        }
        await rows.SaveChangesAsync(ct);
        return company.Id;
    }, ct);

    /// <summary>A channel that looks two months old, so that its followers have a history.</summary>
    public async Task<Guid> ChannelAsync(DemoStage stage, Guid companyId, CancellationToken ct)
    {
        var channelId = await stage.RowsAsync(rows => rows.Channels.Where(c => c.Sandbox && c.Platform == SandboxIdentity.Telegram && c.Status != ChannelStatus.Disconnected).OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(ct), ct);
        if (channelId == Guid.Empty)
            channelId = (await stage.DoAsync<SandboxChannels, ConnectedChannel>(Role.Owner, channels => channels.ConnectAsync(companyId, ct))).ChannelId;
        await past.AgeAsync(stage.TenantId, ct);
        await stage.DoAsync<ChannelCare, ConnectedChannel>(Role.Owner, care => care.CheckNowAsync(channelId, ct));
        return channelId;
    }

    public Task LimitAsync(DemoStage stage, Guid channelId, int daily, CancellationToken ct) =>
        stage.DoAsync<ChannelCare>(Role.Owner, care => care.SetPostingAsync(channelId, new ChannelPosting(Hours, daily, null), ct));

    /// <summary>Posts of the demo go out all at once, and who tries it wants to send one now.</summary>
    public Task PaceAsync(DemoStage stage, int daily, CancellationToken ct) => stage.DoAsync<SettingsEditor>(Role.Owner, editor => editor.SetAsync(
        null, new Dictionary<string, string> { [SettingCatalogue.MinGapHours.Name] = "0", [SettingCatalogue.MaxPostsPerDay.Name] = daily.ToString(CultureInfo.InvariantCulture) }, ct));

    public async Task IdeasAsync(DemoStage stage, Guid companyId, CancellationToken ct)
    {
        var niches = await stage.RowsAsync(rows => rows.Niches.Where(n => n.Slug == studio.Niche.Slug).Select(n => n.Id).ToListAsync(ct), ct);
        var niche = niches is [var known] ? known : await stage.DoAsync<NicheEditor, Guid>(Role.Editor, editor => editor.AddAsync(studio.Niche, ct));
        var topics = await stage.RowsAsync(rows => rows.Topics.ToDictionaryAsync(t => t.Name, t => t.Id, ct), ct);
        foreach (var topic in studio.Topics.Where(t => !topics.ContainsKey(t.Name)))
            topics[topic.Name] = await stage.DoAsync<TopicEditor, Guid>(Role.Editor, editor => editor.AddAsync(new TopicEntry(topic.Name, topic.Keywords, topic.Language, [companyId], niche), ct));
        await past.MoveFeedsAsync(stage.TenantId, Address, ct);
        var sources = await stage.RowsAsync(rows => rows.TrendSources.Select(s => s.Address).ToListAsync(ct), ct);
        foreach (var feed in studio.Feeds)
        {
            var address = new Uri(Address, $"/demo/feeds/{feed.File}.xml").AbsoluteUri;
            if (!sources.Contains(address))
                await stage.DoAsync<SourceEditor, Guid>(Role.Editor, editor => editor.AddAsync(new SourceEntry(address, TopicId: feed.Topic is null ? null : topics[feed.Topic]), ct));
        }
        // the duty may have been quicker; what counts is that there are items
        foreach (var source in await stage.AsAsync<TrendCollector, IReadOnlyList<SourceName>>(Role.Editor, collector => collector.SourcesAsync(ct)))
            await stage.AsAsync<TrendCollector, Result<Collected>>(Role.Editor, collector => collector.CollectAsync(source.Id, ct));
    }

    private void Speak(BrandVoiceCard voice)
    {
        (voice.FormOfAddress, voice.Personality, voice.Preferred, voice.Avoid) = (studio.Voice.Address, studio.Voice.Personality, studio.Voice.Preferred, studio.Voice.Avoid);
        (voice.Emoji, voice.Do, voice.Dont, voice.Examples) = (studio.Voice.Emoji, studio.Voice.Do, studio.Voice.Dont, studio.Voice.Examples);
    }
}
