using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000350_ai_order")]
internal sealed class OrderAiLog() : SqlMigration("20261129000350_ai_order");
