using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Data;

/// <summary>Large tables have the months of the clock that tests live by, wherever it stands and whatever the real one says.</summary>
public sealed class TestMonthsTests
{
    private const string Missing = """
        select string_agg(p.partrelid::regclass::text, ', ') from pg_partitioned_table p
        where to_regclass(p.partrelid::regclass::text || to_char(app_now(), '_YYYY_MM')) is null
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(500)]
    public async Task Each_large_table_takes_rows_of_now(int daysOn)
    {
        var domain = new TestDomain();
        await domain.InitializeAsync();
        if (daysOn > 0)
            await domain.AdvanceAsync(TimeSpan.FromDays(daysOn));

        Assert.IsType<DBNull>(await domain.OwnerSqlAsync<object>(Missing));
        await domain.DisposeAsync();
    }
}
