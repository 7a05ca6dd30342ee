using System.Text;
using ContentFactory.Domain.Media;
using ContentFactory.Tests.Media;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>The other half of the HEIC named .jpg: here the content says what a file is, so it never reaches a network.</summary>
public sealed class HeicUploadTests(MediaDomain domain) : IClassFixture<MediaDomain>
{
    public static TheoryData<string> Brands() => ["heic", "heix", "mif1", "msf1", "hevc", "avif"];

    [Theory]
    [MemberData(nameof(Brands))]
    public async Task A_heic_named_jpg_is_refused_by_its_content_and_the_person_reads_what_to_do(string brand)
    {
        var tenant = await domain.AddTenantAsync($"heic-{brand}");

        var result = await MediaUploadsTests.UploadAsync(tenant, Heic(brand), "photo.jpg");

        Assert.Equal(("File", "Media.Heif"), (result.Problem?.Field, result.Problem?.TextKey));
        Assert.Equal(["photo.jpg"], result.Problem!.Args);
        Judge.NamesRemedy(result.Problem);
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.MediaItems.Count() + db.MediaUploads.Count())));
    }

    [Fact]
    public async Task A_file_of_0_bytes_or_2_GB_is_refused_before_its_first_byte()
    {
        var tenant = await domain.AddTenantAsync("heic-sizes");
        foreach (var size in new long[] { 0, 2_147_483_648 })
            Judge.NamesRemedy((await tenant.AsAsync<MediaUploads, ContentFactory.Domain.Result<Guid>>(ContentFactory.Domain.Access.MemberRole.Editor, u => u.BeginAsync("photo.jpg", size))).Problem!);
    }

    /// <summary>As a telephone's camera begins one.</summary>
    private static byte[] Heic(string brand) => [0, 0, 0, 24, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[400]];
}
