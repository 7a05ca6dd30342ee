using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>Files that networks refuse, over all networks. R: refused before any request, T: taken, N: refused by the network's own answer.</summary>
public sealed class BadFileTests
{
    private const long TwoGigabytes = 2_147_483_648;

    // telegram, instagram, facebook, threads, youtube, tiktok, x, linkedin, discord
    private static readonly Dictionary<string, string> Table = new()
    {
        ["a picture of 0 bytes"] = "RRRRRRRRR",
        ["a video of 0 bytes"] = "RRRRRRRRR",
        ["a picture of 2 GB"] = "RRRRRRRRR",
        ["a HEIC named .jpg"] = "NRRRRRRRT",
        ["a picture of 30:1"] = "RRTRRTTTT",
        ["a video of 40:1"] = "TNTNTRRTT",
        ["11 pictures"] = "RRRTRTRTR",
    };

    public static TheoryData<string, string, Verdict> Cells() => Of(Table);

    /// <summary>False: too large.</summary>
    public static TheoryData<string, bool> LargeVideos() => new()
    {
        { "telegram", false }, { "instagram", false }, { "facebook", true }, { "threads", false }, { "youtube", true }, { "tiktok", true }, { "x", false }, { "linkedin", false }, { "discord", false },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_file_is_taken_or_refused_with_a_remedy(string file, string network, Verdict verdict)
    {
        await using var contestant = await Contestant.StartAsync(network);
        if (verdict is Verdict.ByNetwork && network is not "telegram")
            contestant.Refuse(file);
        OutgoingMedia[] media = file switch
        {
            "a picture of 0 bytes" => [contestant.Picture(0)],
            "a video of 0 bytes" => [contestant.Video(0)],
            "a picture of 2 GB" => [contestant.Picture(TwoGigabytes)],
            "a HEIC named .jpg" => [contestant.Picture(type: "image/heic")],
            "a picture of 30:1" => [contestant.Picture(width: 3000, height: 100)],
            "a video of 40:1" => [contestant.Video(width: 4000, height: 100)],
            _ => [.. Enumerable.Range(0, 11).Select(_ => contestant.Picture())],
        };

        await contestant.HoldsAsync(verdict, contestant.Post("Bread", media));
    }

    [Theory]
    [MemberData(nameof(LargeVideos))]
    public async Task A_video_of_2_GB_is_refused_or_announced_with_all_of_its_bytes(string network, bool taken)
    {
        await using var contestant = await Contestant.StartAsync(network);
        var post = contestant.Post("Bread", contestant.Video(TwoGigabytes));
        if (!taken)
        {
            await contestant.HoldsAsync(Verdict.Refused, post);
            return;
        }
        Assert.Empty(contestant.Platform.Validate(post));
        var (outcome, announced) = contestant switch
        {
            YouTubeContestant you => (await you.PublishWithoutAsync("bytes", post), you.Calls("session")[0].Header("X-Upload-Content-Length")),
            TikTokContestant tik => (await tik.PublishWithoutAsync("bytes", post), (string?)tik.Calls("init")[0].Json!["source_info"]!["video_size"]!.ToJsonString()),
            FacebookContestant face => (await face.PublishWithoutAsync("video_transfer", post), FacebookSize(face)),
            _ => throw new InvalidOperationException(network),
        };
        Assert.True(outcome.Kind is PublishKind.Waiting or PublishKind.NotSent, outcome.ToString());
        Assert.Equal("2147483648", announced);
        Assert.Empty(contestant.Shown);
    }

    [Fact]
    public async Task A_heic_that_discord_takes_arrives_with_its_name_type_and_bytes()
    {
        await using var contestant = (DiscordContestant)await Contestant.StartAsync("discord");
        await contestant.HoldsAsync(Verdict.Taken, contestant.Post("Bread", contestant.Picture(5000, type: "image/heic")));

        var file = Assert.Single(contestant.Files);
        Assert.Equal(("photo.jpg", "image/heic", 5000), (file.Name, file.Type, file.Bytes.Length));
    }

    [Fact]
    public void Every_network_has_a_cell_in_every_row() => Assert.All(
        Table.Values.Select(row => row.Length).Append(LargeVideos().Count), cells => Assert.Equal(Contestant.Networks.Count, cells));

    internal static TheoryData<string, string, Verdict> Of(Dictionary<string, string> table)
    {
        var cells = new TheoryData<string, string, Verdict>();
        foreach (var (input, row) in table)
            foreach (var (network, cell) in Contestant.Networks.Zip(row))
                cells.Add(input, network, cell switch { 'T' => Verdict.Taken, 'R' => Verdict.Refused, _ => Verdict.ByNetwork });
        return cells;
    }

    private static string? FacebookSize(FacebookContestant face) => Facebook.FacebookProtocol.Opened(face.Calls("video_start")[0]).Text("file_size");
}
