using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>For whom something is written; stands on what it cost.</summary>
public sealed record WritingOccasion(Guid CompanyId, Guid? PostId = null);

/// <summary>The one door to whatever writes.</summary>
public sealed class DraftWriter
{
    public Task<Result<Composition>> WriteAsync(CompositionRequest request, WritingOccasion occasion, CancellationToken ct = default) =>
        Task.FromResult(OfflineComposer.Compose(request));
}
