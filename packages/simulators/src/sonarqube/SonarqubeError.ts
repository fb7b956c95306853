/** A refusal in the form of SonarQube: `{"errors": [{"msg": …}]}`; a 401 has no body. */
export class SonarqubeError extends Error {
  constructor(
    readonly status: number,
    message = '',
  ) {
    super(message);
  }
}

export const missing = (parameter: string) =>
  new SonarqubeError(400, `The '${parameter}' parameter is missing`);
