using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Domain.Content.Approvals.Asking;
using ContentFactory.Domain.Content.Approvals.Reminding;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Discussion;
using ContentFactory.Domain.Content.Hashtags;
using ContentFactory.Domain.Content.History;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Content.Presence;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Content.Variants;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Content;

public static class ContentSetup
{
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        services.AddScoped<PostEditor>();
        services.AddScoped<PostTags>();
        services.AddScoped<PostVariantEditor>();
        services.AddScoped<FileExchange>();
        services.AddScoped<PostVisit>();
        services.AddScoped<VersionHistory>();
        services.AddScoped<VersionRestorer>();
        services.AddScoped<Shapes.PostShaping>();
        services.AddScoped<HookTests>();
        services.AddScoped<GenerationQueries>();
        services.AddScoped<PostApproval>();
        services.AddScoped<MyApprovals>();
        services.AddScoped<PostComments>();
        services.AddScoped<ApprovalLinks>();
        services.AddScoped<GuestApproval>();
        services.AddSingleton<GuestReadings>();
        services.AddSingleton<ApprovalDoor>();
        services.AddSingleton<AskBook>();
        services.AddSingleton<AskQueue>();
        services.AddSingleton<BotDesk, AskDesk>();
        services.AddSingleton<ApprovalReminders>();
        services.AddScoped<PostQueries>();
        services.AddScoped<TemplateEditor>();
        services.AddScoped<TemplateQueries>();
        services.AddScoped<TemplateUse>();
        services.AddSingleton<AutoDraftQueue>();
        services.AddScoped<HashtagSetEditor>();
        services.AddScoped<HashtagQueries>();
        services.AddScoped<Snippets.SnippetEditor>();
        services.AddScoped<Snippets.SnippetQueries>();
        services.AddScoped<AutoDrafter>();
        services.AddScoped<AutoDraftEditor>();
        services.AddScoped<AutoDraftQueries>();
        services.AddScoped<DraftWriter>();
        services.AddScoped<DraftGenerator>();
        services.AddScoped<PostMaking>();
        return services;
    }
}
