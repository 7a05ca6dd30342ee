namespace ContentFactory.Domain.Publishing;

/// <summary>Names this feature's resources.</summary>
public sealed class Texts;
