using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000140_token_refreshes")]
internal sealed class AddTokenRefreshes() : SqlMigration("20261128000140_token_refreshes");
