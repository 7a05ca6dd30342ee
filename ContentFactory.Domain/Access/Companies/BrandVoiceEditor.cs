using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Changes how a company speaks. The next draft is written so.</summary>
public sealed class BrandVoiceEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    /// <param name="version">Of the voice that the person saw: a change of somebody else meanwhile is not written over.</param>
    public async Task<Result> ChangeAsync(Guid companyId, BrandVoiceEntry entry, uint version, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditBrandVoice);
        var read = entry.Read();
        if (!read.Ok)
            return read.Problem;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.BrandVoices.SingleOrDefaultAsync(v => v.CompanyId == companyId, ct) is not { } voice)
            return Problem.NotFound("Access.CompanyGone");
        if (rows.Entry(voice).Property<uint>("xmin").CurrentValue != version)
            return Problem.Conflict("Access.CompanyChanged");
        var before = voice.Entry;
        voice.Change(read.Value);
        rows.Audit(Permission.EditBrandVoice, "brand_voice", companyId, before, voice.Entry, clock.GetUtcNow());
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Access.CompanyChanged");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Companies);
        return Result.Done;
    }
}
