using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000430_company_logo")]
internal sealed class AddCompanyLogo() : SqlMigration("20261129000430_company_logo");
