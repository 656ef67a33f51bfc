/** The group of marks that name no revision, such as ECS's own complaint about a service. */
export const NO_REVISION = '';
