namespace ContentFactory.Web.Access.Passkeys;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
