using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media.Making;

/// <summary>Cards and shorts are made here, the others by makers outside.</summary>
internal enum MakeKind { Card, Short, Image, Voice, Video }

public sealed partial class MakeSheet(PostMaking making, MediaMakers makers, MediaOrders orders)
{
    // what makers count in
    private const string Currency = "USD";
    private const decimal Cent = 0.01m;

    private readonly CardDraft card = new();
    private readonly OrderDraft order = new();
    private Sheet? sheet;
    private MakeKind kind;
    private MakingOffer? offer;
    private Problem? away;
    private Problem? problem;
    private bool loading;
    private bool busy;
    private bool music;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    /// <inheritdoc cref="MakePanel.PostId"/>
    [Parameter] public Guid? PostId { get; set; }

    /// <inheritdoc cref="MakePanel.CompanyId"/>
    [Parameter] public Guid? CompanyId { get; set; }

    /// <inheritdoc cref="MakePanel.Version"/>
    [Parameter] public int Version { get; set; }

    [Parameter] public EventCallback OnStarted { get; set; }

    private IReadOnlyList<MakeKind> Kinds => [.. Enum.GetValues<MakeKind>().Where(k => PostId is not null || !IsMadeHere(k))];

    private Problem? Missing => kind switch { MakeKind.Card => offer?.NoCards, MakeKind.Short => offer?.NoShorts, _ => null };

    private bool IsReady => !busy && !loading && away is null && Missing is null && (IsMadeHere(kind) || order.Maker is not null);

    private string Preview => $"/t/{Uri.EscapeDataString(Tenant)}/content/{PostId}/card.png?{card.Query}&version={Version}";

    private string? Cost
    {
        get
        {
            if (IsMadeHere(kind))
                return T["Make_Cost"];
            if (order.Maker is not { } maker)
                return null;
            return makers.Estimate(maker, order.Order(null, null)) switch
            {
                null => T["Make_CostUnknown", maker.Name],
                < Cent => T["Make_CostLess", MoneyText.Of(Cent, Currency), maker.Name],
                { } usd => T[order.IsMost ? "Make_CostMost" : "Make_CostAbout", MoneyText.Of(usd, Currency), maker.Name],
            };
        }
    }

    internal async Task OpenAsync(MakeKind wanted)
    {
        Choose(wanted);
        (problem, away, loading) = (null, null, true);
        StateHasChanged();
        await sheet!.OpenAsync();
        await ReadAsync();
    }

    private static bool IsMadeHere(MakeKind kind) => kind is MakeKind.Card or MakeKind.Short;

    private static string Symbol(MakeKind kind) => kind switch
    {
        MakeKind.Card => "palette", MakeKind.Short => "movie", MakeKind.Image => "image", MakeKind.Voice => "campaign", MakeKind.Video => "smart_display",
    };

    private void Choose(MakeKind wanted)
    {
        (kind, problem) = (wanted, null);
        order.Kind = wanted switch { MakeKind.Voice => MadeKind.Voice, MakeKind.Video => MadeKind.Video, _ => MadeKind.Image };
    }

    private async Task ReadAsync()
    {
        (away, loading) = (null, true);
        await TryAsync(async () =>
        {
            var offers = await makers.OffersAsync();
            if (PostId is { } post)
            {
                var read = await making.OfferAsync(post);
                (offer, away) = read.Ok ? (read.Value, null) : (offer, read.Problem);
            }
            order.Fill(offers, offer?.Words);
        });
        loading = false;
        StateHasChanged();
    }

    private async Task StartAsync()
    {
        if (!IsReady)
            return;
        (busy, problem) = (true, null);
        await TryAsync(async () => problem = (await PlaceAsync()).Problem);
        busy = false;
        if (problem is not null || away is not null)
            return;
        if (!IsMadeHere(kind))
            order.Forget();
        await sheet!.CloseAsync();
        await OnStarted.InvokeAsync();
    }

    private Task<Result<Guid>> PlaceAsync() => kind switch
    {
        MakeKind.Card => making.CardAsync(PostId!.Value, card.Choice),
        MakeKind.Short => making.ShortAsync(PostId!.Value, music),
        _ => orders.PlaceAsync(order.Kind, order.Order(offer?.CompanyId ?? CompanyId, PostId)),
    };

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (NotPermittedException e)
        {
            away = e.Problem;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            away = Problem.Unavailable("Access.DatabaseAway");
        }
    }
}
