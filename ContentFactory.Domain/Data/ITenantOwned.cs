namespace ContentFactory.Domain.Data;

/// <summary>A row that belongs to a tenant. <see cref="AppDb"/> filters and checks every such entity by itself.</summary>
public interface ITenantOwned
{
    Guid TenantId { get; }
}
