using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Which models are asked, and what they are told to be.</summary>
/// <param name="Second">Stands in once where the first fails; null where there is no other.</param>
internal sealed record WritingPlan(ModelOffer First, ModelOffer? Second, decimal Temperature, RoleWords Words)
{
    /// <summary>A default model of this name writes without any model, though there is one.</summary>
    public const string Offline = "offline";

    /// <returns>Null where the offline composer writes; a problem where a model was chosen that this installation does not have, and none stands in.</returns>
    public static async Task<Result<Choice>> MakeAsync(AppDb rows, ModelShelf shelf, Guid? companyId, AiRole role, CancellationToken ct)
    {
        if (shelf.All.Count == 0)
            return new Choice(null);
        var settings = await SettingsReader.ReadAsync(rows, companyId, ct);
        var (wanted, standIn) = (settings.Of(SettingCatalogue.DefaultModel), settings.Of(SettingCatalogue.FallbackModel));
        if (Offline.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            return new Choice(null);
        var first = wanted is null ? shelf.All[0] : shelf.Find(wanted);
        var second = standIn is null ? first is null ? null : shelf.Other(first) : shelf.Find(standIn);
        if ((first ?? second) is not { } asked)
            return Problem.Conflict("Ai.ModelNotOffered", wanted!);
        return new Choice(new WritingPlan(asked, second == asked ? null : second, settings.Of(SettingCatalogue.Temperature), (await RoleBook.WordsAsync(rows, role, null, ct))!));
    }

    /// <param name="Plan">Null where the offline composer writes.</param>
    internal sealed record Choice(WritingPlan? Plan);
}
