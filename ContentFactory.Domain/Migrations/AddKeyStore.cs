using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000100_key_store")]
internal sealed class AddKeyStore() : SqlMigration("20261202000100_key_store");
