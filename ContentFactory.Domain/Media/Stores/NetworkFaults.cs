using System.Net;
using ContentFactory.Domain.Outgoing;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>What can happen between here and a store.</summary>
internal static class NetworkFaults
{
    /// <summary>False for the caller's own cancellation, and for what is a mistake of ours.</summary>
    public static bool Are(Exception e, CancellationToken ct) =>
        !ct.IsCancellationRequested && e is not StoreFault && e is HttpRequestException or IOException or StoodStillException or OperationCanceledException or InvalidDataException or WebException;

    public static StoreFault Of(Exception e) => new(StoreTrouble.Away, Said(e), e);

    // an exception's own words can name any address of this network; its kind cannot
    private static string Said(Exception e) => e switch
    {
        { InnerException: AddressRefusedException } => "its address is not public",
        StoodStillException => "it stood still",
        HttpRequestException http => $"{http.HttpRequestError}",
        _ => e.GetType().Name,
    };
}
