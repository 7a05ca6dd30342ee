using ContentFactory.Domain.Admin.Workers;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Admin.Workers;

/// <summary>Addresses of the console of workers.</summary>
internal static class WorkPlaces
{
    public static string Of(WorkQueue queue, WorkState? state = null) => $"/admin/workers/rows?queue={Word(queue.ToString())}{(state is { } of ? $"&state={Word(of.ToString())}" : "")}";

    /// <summary>A queue has no id of its own; lists want one.</summary>
    public static Guid KeyOf(WorkQueue queue) => new((int)queue + 1, 0, 0, new byte[8]);

    /// <summary>The queue that an address means; the first where it means none.</summary>
    public static WorkQueue QueueOf(ListState state) => state.Filter<WorkQueue>("queue") ?? default;

    private static string Word(string name) => name.ToLowerInvariant();
}
