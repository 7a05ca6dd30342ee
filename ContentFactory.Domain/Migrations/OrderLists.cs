using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000100_list_order")]
internal sealed class OrderLists() : SqlMigration("20261128000100_list_order");
