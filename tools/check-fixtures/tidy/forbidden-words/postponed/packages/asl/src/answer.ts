// TODO: find the question
