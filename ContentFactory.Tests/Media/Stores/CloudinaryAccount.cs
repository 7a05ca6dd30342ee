using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>A server that stands for Cloudinary, and the settings that reach it.</summary>
public sealed class CloudinaryAccount : IAsyncLifetime
{
    internal ManualTime Clock { get; } = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    internal FakeCloudinary Fake => field ??= new(Clock);

    internal CloudinarySettings Settings => new(FakeCloudinary.Cloud, FakeCloudinary.Key, FakeCloudinary.Secret) { Api = Fake.Address, Delivery = Fake.Address };

    public Task InitializeAsync() => Fake.StartAsync();

    public Task DisposeAsync() => Fake.DisposeAsync().AsTask();
}
