using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media.Making;

internal enum MakeKind { Card, Short }

public sealed partial class MakeSheet(PostMaking making)
{
    private Sheet? sheet;
    private MakeKind kind;
    private MakingOffer? offer;
    private Problem? away;
    private Problem? problem;
    private bool busy;
    private string layout = "";
    private CardSize size = CardSize.Square;
    private CardScheme scheme = CardScheme.Brand;
    private int seed;
    private bool music;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";
    [Parameter, EditorRequired] public Guid PostId { get; set; }

    /// <inheritdoc cref="MakePanel.Version"/>
    [Parameter, EditorRequired] public int Version { get; set; }

    [Parameter] public EventCallback OnStarted { get; set; }

    private Problem? Missing => kind is MakeKind.Card ? offer?.NoCards : offer?.NoShorts;

    private CardChoice Choice => new(Enum.TryParse<CardLayout>(layout, out var chosen) ? chosen : null, size, scheme, seed);

    private string Preview => $"/t/{Uri.EscapeDataString(Tenant)}/content/{PostId}/card.png?layout={layout}&size={size}&scheme={scheme}&seed={seed}&version={Version}";

    internal async Task OpenAsync(MakeKind wanted)
    {
        (kind, problem, away) = (wanted, null, null);
        await TryAsync(async () =>
        {
            var read = await making.OfferAsync(PostId);
            (offer, away) = read.Ok ? (read.Value, null) : (offer, read.Problem);
        });
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task StartAsync()
    {
        if (busy || Missing is not null)
            return;
        (busy, problem) = (true, null);
        await TryAsync(async () =>
        {
            var started = kind is MakeKind.Card ? await making.CardAsync(PostId, Choice) : await making.ShortAsync(PostId, music);
            problem = started.Problem;
        });
        busy = false;
        if (problem is not null || away is not null)
            return;
        await sheet!.CloseAsync();
        await OnStarted.InvokeAsync();
    }

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
