using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>What an account answers instead of doing what it was asked.</summary>
public sealed class CloudinaryFaultTests : StoreFaultCase, IAsyncLifetime
{
    private FakeCloudinary account = null!;
    private CloudinaryStore store = null!;

    public async Task InitializeAsync()
    {
        account = new FakeCloudinary(Clock);
        await account.StartAsync();
        store = Open(FakeCloudinary.Secret);
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await account.DisposeAsync();
    }

    [Theory]
    [InlineData(401, "Invalid Signature", StoreTrouble.Refused)]
    [InlineData(401, "cloud_name factory is disabled", StoreTrouble.Refused)]
    [InlineData(403, "Forbidden", StoreTrouble.Refused)]
    [InlineData(401, "Invalid cloud_name factory", StoreTrouble.NoBucket)]
    [InlineData(400, "File size too large. Got 11. Maximum is 10.", StoreTrouble.Full)]
    [InlineData(413, "", StoreTrouble.Full)]
    [InlineData(400, "Invalid image file", StoreTrouble.Away)]
    [InlineData(409, "Busy", StoreTrouble.Away)]
    [InlineData(420, "Rate Limit Exceeded", StoreTrouble.Away)]
    [InlineData(429, "", StoreTrouble.Away)]
    [InlineData(500, "General Error", StoreTrouble.Away)]
    [InlineData(302, "", StoreTrouble.Away)]
    public async Task A_refusal_has_its_name_and_is_repeated_by_nobody(int status, string words, StoreTrouble trouble)
    {
        account.Fail(FakeCloudinary.Upload, Faults.Answers(FakeCloudinary.Error(status, words).With("Location", account.Address.AbsoluteUri)));

        var fault = await Assert.ThrowsAsync<StoreFault>(PutAsync);

        Assert.Equal(trouble, fault.Trouble);
        Assert.Contains($"{status} {words}".TrimEnd(), fault.Message, StringComparison.Ordinal);
        Assert.Single(account.Calls);
    }

    [Theory]
    [InlineData("X-FeatureRateLimit-Reset", "Fri, 20 Nov 2026 10:00:00 GMT", "until Fri, 20 Nov 2026 10:00:00 GMT")]
    [InlineData("Retry-After", "17", "for 17")]
    public async Task A_limit_says_when_it_ends(string header, string value, string said)
    {
        account.Fail(FakeCloudinary.Upload, Faults.Answers(FakeCloudinary.Error(420, "Rate Limit Exceeded").With(header, value)));
        Assert.Contains(said, (await Assert.ThrowsAsync<StoreFault>(PutAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_that_an_answer_repeats_are_not_passed_on()
    {
        account.Fail(FakeCloudinary.Upload, Faults.Answers(FakeCloudinary.Error(401, $"Unknown {FakeCloudinary.Key} {FakeCloudinary.Secret}\n2026 done")));

        var said = (await Assert.ThrowsAsync<StoreFault>(PutAsync)).ToString();

        Assert.DoesNotContain(FakeCloudinary.Key, said, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeCloudinary.Secret, said, StringComparison.Ordinal);
        Assert.Contains("(401 Unknown … …2026 done)", said, StringComparison.Ordinal);
    }

    public static TheoryData<string> Breaks => ["page", "cut", "reset", "empty", "other"];

    [Theory, MemberData(nameof(Breaks))]
    public async Task An_answer_of_no_use_is_away(string name)
    {
        var fault = name switch
        {
            "page" => Faults.AnswersWithAPage, "cut" => Faults.CutsTheAnswer, "reset" => Faults.ResetsAfter,
            "empty" => Faults.Answers(new Answer(200)), _ => Faults.Answers(new Answer(200, """{"bytes":"many","result":7}""")),
        };
        account.Fail(FakeCloudinary.Upload, fault);
        account.Fail(FakeCloudinary.Destroy, fault);

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(PutAsync));
        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => store.DeleteAsync(NewKey(".jpg"), default)));
    }

    [Fact]
    public async Task An_account_that_keeps_another_file_is_noticed()
    {
        account.Shrinks = true;
        Assert.Contains("5 bytes were kept of 10", (await Assert.ThrowsAsync<StoreFault>(PutAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FakeCloudinary.Upload)]
    [InlineData(FakeCloudinary.Destroy)]
    [InlineData(FakeCloudinary.Deliver)]
    public async Task An_account_that_says_nothing_is_away(string step)
    {
        account.Fail(step, Faults.TimesOutBefore);
        await StandStillAsync(account.Hung, () => step switch
        {
            FakeCloudinary.Upload => PutAsync(), FakeCloudinary.Destroy => store.DeleteAsync(NewKey(".jpg"), default), _ => store.ReadAsync(NewKey(".jpg"), 0, default),
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_stops_on_its_way_is_a_fault(bool ends) =>
        await AssertStopsAsync(account, FakeCloudinary.Deliver, ends, () => store.ReadAsync(NewKey(".mp4"), 0, default));

    [Fact]
    public async Task Whole_files_are_read_from_a_place_too()
    {
        account.IgnoresRanges = true;
        var key = NewKey(".png");
        await store.PutAsync(key, FileOf(100_000), "image/png", default);

        await using var stream = await store.ReadAsync(key, 90_000, default);
        var read = new MemoryStream();
        await stream.CopyToAsync(read);

        Assert.Equal((await File.ReadAllBytesAsync(FileOf(100_000)))[90_000..], read.ToArray());
    }

    [Fact]
    public async Task A_chunk_that_fails_ends_the_upload()
    {
        using var small = new CloudinaryStore(Settings(FakeCloudinary.Secret), Handler, Clock) { WholeUpTo = 1_000, ChunkBytes = 4_000 };
        account.Fail(FakeCloudinary.Upload, Faults.Answers(FakeCloudinary.Error(500, "General Error")), call: 2);

        Assert.Equal(StoreTrouble.Away, await TroubleAsync(() => small.PutAsync(NewKey(".mp4"), FileOf(20_000), "video/mp4", default)));

        Assert.Equal(2, account.Calls.Count);
    }

    [Fact]
    public async Task A_request_is_signed_when_it_is_sent()
    {
        await PutAsync();
        Clock.Advance(TimeSpan.FromHours(5));
        await PutAsync();

        Assert.Empty(account.Violations);
    }

    // from the documentation, and from the tests of its own libraries
    [Fact]
    public void Signatures_are_those_that_the_maker_publishes()
    {
        var signed = new CloudinaryAddresses(new("demo", "1234", "abcd")).Signed([new("public_id", "sample_image")], DateTimeOffset.FromUnixTimeSeconds(1315060510));
        Assert.Equal("b4ad47fb4e25c7bf5f92a20089f9db59bc302313", signed.Single(p => p.Key == "signature").Value);

        var addresses = new CloudinaryAddresses(new("test123", "1234", "b"));
        Assert.Equal("s----SjmNDA--", addresses.DeliverySignature("image.jpg"));
        Assert.Equal("s--Ai4Znfl3--", addresses.DeliverySignature("c_crop,h_20,w_10/image.jpg"));
    }

    private Task PutAsync() => store.PutAsync(NewKey(".jpg"), FileOf(10), "image/jpeg", default);

    private CloudinaryStore Open(string secret) => new(Settings(secret), Handler, Clock);

    private CloudinarySettings Settings(string secret) => new(FakeCloudinary.Cloud, FakeCloudinary.Key, secret) { Api = account.Address, Delivery = account.Address };
}
