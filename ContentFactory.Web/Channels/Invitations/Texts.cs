namespace ContentFactory.Web.Channels.Invitations;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
