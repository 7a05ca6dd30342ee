using System.Xml.Linq;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Logos;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Making;

/// <summary>A company's logo: which files may be one, and how it gets into drawings.</summary>
public sealed class CompanyLogoTests(MakingDomain domain) : IClassFixture<MakingDomain>
{
    private static readonly CardType Type = new FontShelf().Best ?? throw new InvalidOperationException("This machine has no font for cards.");

    private static readonly MediaStory Story = new("Окна зимой", null, "Пена работает и в мороз.", null, "Северный дом", null, "ru");

    [Theory]
    [InlineData(".png", "color=c=white:size=600x200", true, 400, 133)]
    [InlineData(".jpg", "color=c=navy:size=100x300", false, 133, 400)]
    [InlineData(".webp", "testsrc=size=64x48", false, 400, 300)]
    public async Task A_picture_is_drawn_anew_with_its_ratio_kept(string extension, string source, bool pale, int width, int height)
    {
        var tenant = await domain.TenantAsync();
        var media = await UploadedAsync(tenant, RealFiles.Picture(extension, source), "logo" + extension);

        var logo = await DrawnAsync(tenant, media);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], logo!.Png[..4]);
        Assert.Equal((pale, width, height), (logo.IsPale, logo.Png[18] << 8 | logo.Png[19], logo.Png[22] << 8 | logo.Png[23]));
    }

    [Fact]
    public async Task A_picture_that_does_not_open_or_cannot_be_seen_is_no_logo()
    {
        var (tenant, other) = (await domain.TenantAsync(), await domain.TenantAsync());
        var damaged = await UploadedAsync(tenant, Samples.Png(64, 64), "damaged.png");
        var empty = await UploadedAsync(tenant, RealFiles.Picture(".png", "color=c=black@0:size=64x64,format=rgba"), "empty.png");
        var foreign = await UploadedAsync(other, RealFiles.Picture(".png"), "theirs.png");

        foreach (var media in new[] { damaged, empty, foreign })
            Assert.Null(await DrawnAsync(tenant, media));
    }

    [Fact]
    public void A_logo_lies_in_the_drawing_itself_and_takes_the_place_of_the_initials()
    {
        var (bare, with) = (Draw(null), Draw(new LogoPicture(Samples.RealPng, IsPale: true)));

        var picture = Assert.Single(XElement.Parse(with.ToString()).Descendants(), e => e.Name.LocalName == "image");
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(Samples.RealPng), (string?)picture.Attribute("href"));
        Assert.Equal("xMidYMid meet", (string?)picture.Attribute("preserveAspectRatio"));
        Assert.Equal((true, false), (bare.Lines.Any(l => l.Text == "СД"), with.Lines.Any(l => l.Text == "СД")));
        Assert.All(bare.Lines.Where(l => l.Text != "СД"), line => Assert.Contains(with.Lines, l => l == line || (l.Text, l.Left, l.Top) == (line.Text, line.Left, line.Top)));
    }

    [Fact]
    public void A_short_opens_and_closes_with_the_logo()
    {
        var art = new ShortArt(Story, BrandColours.Of(Guid.Empty, null, null), Type, 3, new LogoPicture(Samples.RealPng, IsPale: false));
        var script = ShortScript.Of(Story, Type);

        foreach (var scene in new[] { script.Scenes[0], script.Scenes[^1] })
            Assert.Contains("data:image/png", art.Still(scene, 0).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_bears_the_logo_and_the_initials_when_it_does_not_open()
    {
        var tenant = await domain.TenantAsync();
        var post = await MakingDomain.PostAsync(tenant, "Окна", "Пена работает и в мороз.");
        var (good, damaged) = (await UploadedAsync(tenant, RealFiles.Picture(".png"), "logo.png"), await UploadedAsync(tenant, Samples.Png(64, 64), "damaged.png"));
        var initials = await PreviewAsync(tenant, post);

        await ChosenAsync(tenant, good);
        var withLogo = await PreviewAsync(tenant, post);
        var ordered = (await tenant.AsAsync<PostMaking, Result<Guid>>(MemberRole.Editor, m => m.CardAsync(post, new CardChoice()))).Value;
        await ChosenAsync(tenant, damaged);
        var withDamaged = await PreviewAsync(tenant, post);

        Assert.NotEqual(initials, withLogo);
        Assert.Equal(initials, withDamaged);
        Assert.Equal(LongTaskState.Done, (await domain.RunAsync(tenant, ordered)).State);
        Assert.Empty(domain.WorkFolders());
    }

    [Fact]
    public async Task Only_a_picture_of_the_own_library_can_be_a_logo()
    {
        var (tenant, other) = (await domain.TenantAsync(), await domain.TenantAsync());
        var film = await UploadedAsync(tenant, Samples.Mp4(64, 64, 1000), "film.mp4");
        var moving = await UploadedAsync(tenant, Samples.Gif(64, 64), "moving.gif");
        var foreign = await UploadedAsync(other, RealFiles.Picture(".png"), "theirs.png");

        foreach (var media in new[] { film, moving, foreign, Ids.New(domain.Clock) })
        {
            var refused = (await ChooseAsync(tenant, media)).Problem;
            Assert.Equal((ProblemKind.Invalid, "LogoMediaId", "Access.LogoNoPicture"), (refused?.Kind, refused?.Field, refused?.TextKey));
            var added = await tenant.AsAsync<CompanyEditor, Result<Guid>>(MemberRole.Owner, e => e.AddAsync(new CompanyEntry("New", LogoMediaId: media)));
            Assert.Equal("Access.LogoNoPicture", added.Problem?.TextKey);
        }
    }

    private static CardSheet Draw(LogoPicture? logo) =>
        CardArt.Draw(CardContents.Of(Story, Type, CardLayout.Statement, 0), CardSize.Square, CardColours.Of(new("#123456", "#fedcba"), CardScheme.Brand), Type, logo);

    private static async Task<LogoPicture?> DrawnAsync(TestTenant tenant, Guid media)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        return await tenant.AsAsync<CompanyLogos, LogoPicture?>(MemberRole.Editor, l => l.DrawAsync(media, folder.Path));
    }

    private static async Task<Guid> UploadedAsync(TestTenant tenant, byte[] file, string name) => (await MediaUploadsTests.UploadAsync(tenant, file, name)).Value;

    private static async Task<byte[]> PreviewAsync(TestTenant tenant, Guid post) =>
        (await tenant.AsAsync<PostMaking, Result<byte[]>>(MemberRole.Editor, m => m.PreviewAsync(post, new CardChoice()))).Value;

    private static async Task ChosenAsync(TestTenant tenant, Guid media) => Assert.True((await ChooseAsync(tenant, media)).Ok);

    internal static async Task<Result> ChooseAsync(TestTenant tenant, Guid? media)
    {
        var seen = (await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Owner, q => q.OneAsync(tenant.CompanyId))).Value;
        return await tenant.AsAsync<CompanyEditor, Result>(MemberRole.Owner, e => e.ChangeAsync(tenant.CompanyId, seen.Entry with { LogoMediaId = media }, seen.Version));
    }
}
