using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Domain.Content.Approvals.Asking;
using ContentFactory.Domain.Content.Approvals.Reminding;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Discussion;
using ContentFactory.Domain.Content.Hashtags;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Content.Presence;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PostVariant> PostVariants => Set<PostVariant>();
    public DbSet<PostVersion> PostVersions => Set<PostVersion>();
    public DbSet<PostPresence> PostPresences => Set<PostPresence>();
    public DbSet<PostMedia> PostMedia => Set<PostMedia>();
    public DbSet<ApprovalLink> ApprovalLinks => Set<ApprovalLink>();
    public DbSet<ApprovalAsk> ApprovalAsks => Set<ApprovalAsk>();
    public DbSet<ApprovalReminder> ApprovalReminders => Set<ApprovalReminder>();
    public DbSet<PostComment> PostComments => Set<PostComment>();
    public DbSet<PostTopic> PostTopics => Set<PostTopic>();
    public DbSet<PostSource> PostSources => Set<PostSource>();
    public DbSet<AutoDraftPlan> AutoDraftPlans => Set<AutoDraftPlan>();
    public DbSet<AutoDraftRun> AutoDraftRuns => Set<AutoDraftRun>();
    public DbSet<HashtagSet> HashtagSets => Set<HashtagSet>();
    public DbSet<Content.Snippets.TextSnippet> TextSnippets => Set<Content.Snippets.TextSnippet>();
    public DbSet<PostTemplate> PostTemplates => Set<PostTemplate>();
    public DbSet<HookTest> HookTests => Set<HookTest>();
    public DbSet<HookVariant> HookVariants => Set<HookVariant>();
    public DbSet<MediaItem> MediaItems => Set<MediaItem>();
    internal IQueryable<MediaItem> Pictures => MediaItems.Where(m => m.Kind == MediaKind.Image);
    public DbSet<MediaUpload> MediaUploads => Set<MediaUpload>();
    public DbSet<MediaRendition> MediaRenditions => Set<MediaRendition>();
    public DbSet<MediaLeftover> MediaLeftovers => Set<MediaLeftover>();
    public DbSet<TenantStore> MediaStores => Set<TenantStore>();

    private static void MapContent(ModelBuilder model)
    {
        Post.Map(model.Entity<Post>());
        PostVariant.Map(model.Entity<PostVariant>());
        PostVersion.Map(model.Entity<PostVersion>());
        PostPresence.Map(model.Entity<PostPresence>());
        PostSearchText.Map(model.Entity<PostSearchText>());
        Content.PostMedia.Map(model.Entity<PostMedia>());
        ApprovalLink.Map(model.Entity<ApprovalLink>());
        ApprovalAsk.Map(model.Entity<ApprovalAsk>());
        ApprovalReminder.Map(model.Entity<ApprovalReminder>());
        PostComment.Map(model.Entity<PostComment>());
        PostTopic.Map(model.Entity<PostTopic>());
        PostSource.Map(model.Entity<PostSource>());
        AutoDraftPlan.Map(model.Entity<AutoDraftPlan>());
        AutoDraftRun.Map(model.Entity<AutoDraftRun>());
        HashtagSet.Map(model.Entity<HashtagSet>());
        Content.Snippets.TextSnippet.Map(model.Entity<Content.Snippets.TextSnippet>());
        PostTemplate.Map(model.Entity<PostTemplate>());
        HookTest.Map(model.Entity<HookTest>());
        HookVariant.Map(model.Entity<HookVariant>());
        MediaItem.Map(model.Entity<MediaItem>());
        MediaUpload.Map(model.Entity<MediaUpload>());
        MediaRendition.Map(model.Entity<MediaRendition>());
        MediaLeftover.Map(model.Entity<MediaLeftover>());
        TenantStore.Map(model.Entity<TenantStore>());
    }
}
