using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Publishing.Import;

/// <param name="Culture">Of the person who gave the file.</param>
public sealed record ImportOrder(Guid ImportId, string Culture);

/// <summary>Works through a file as the person who gave it, with the rights that the person has now.</summary>
public abstract class PostImportRun(Db db, Actor actor, TenantDirectory directory, Tenants tenants) : LongRun<ImportOrder>
{
    protected abstract bool Keeps { get; }

    public override async Task<Result<LongOutcome>> RunAsync(ImportOrder input, LongProgress progress, CancellationToken ct)
    {
        actor.Demand(Permission.EditPosts);
        if (await PersonAsync(input.ImportId, ct) is not { } person)
            return Problem.NotFound("Publishing.ImportGone");
        try
        {
            var done = await tenants.RunAsync(actor.TenantId, person, services => services.GetRequiredService<ImportedPosts>().RunAsync(input.ImportId, Keeps, CultureInfo.GetCultureInfo(input.Culture), progress, ct));
            return done.Ok ? new LongOutcome(Said(done.Value), $"content/import?file={input.ImportId}") : done.Problem;
        }
        catch (NotPermittedException e)
        {
            return e.Problem;
        }
    }

    private static LongText Said(PostImport import) => import switch
    {
        { State: ImportState.Imported } => new("Publishing.ImportDone", import.Posts, import.Planned),
        { Findings.FaultyRows: > 0 and var faulty } => new("Publishing.ImportFaulty", faulty),
        _ => new("Publishing.ImportGood", import.Posts, import.Planned),
    };

    private async Task<Actor?> PersonAsync(Guid importId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostImports.Where(i => i.Id == importId).Select(i => (Guid?)i.PersonId).SingleOrDefaultAsync(ct) is not { } personId)
            return null;
        var door = (await directory.TenantsOfAsync(personId, ct)).FirstOrDefault(t => t.TenantId == actor.TenantId);
        return door is null ? null : new Actor(personId, door.TenantId, door.Role) { Standing = door.Status };
    }
}

/// <summary>Says what a file would bring, and what is wrong with it.</summary>
public sealed class LookThroughPosts(Db db, Actor actor, TenantDirectory directory, Tenants tenants) : PostImportRun(db, actor, directory, tenants)
{
    public const string Kind = "posts.look";

    protected override bool Keeps => false;
}

/// <summary>Brings a whole file in, or nothing of it.</summary>
public sealed class BringInPosts(Db db, Actor actor, TenantDirectory directory, Tenants tenants) : PostImportRun(db, actor, directory, tenants)
{
    public const string Kind = "posts.import";

    protected override bool Keeps => true;
}
